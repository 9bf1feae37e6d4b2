/** Sessions that were signed out before they expired, by their IDs. */
export type EndedSessions = {
  /** Whether it is known which ones have ended. Absent where it always is. While it is not, every session is refused. */
  isKnown?: () => boolean
  has: (sessionId: string) => boolean | Promise<boolean>
  /** @param expiresAt when the session expires by itself, in milliseconds since 1970: then the ID is forgotten */
  add: (sessionId: string, expiresAt: number) => void | Promise<void>
}

/** Beyond this, the ID that was added first is forgotten: 100 bytes each, 10 MB in all. */
const maxEntries = 100_000

/** Kept in this server's memory: a restart, or another server with the same keys, does not know them. */
export function createEndedSessions({ now, max = maxEntries }: { now: () => number; max?: number }) {
  const expiryById = new Map<string, number>()
  return {
    has: (sessionId: string) => (expiryById.get(sessionId) ?? -Infinity) > now(),
    add(sessionId: string, expiresAt: number): void {
      expiryById.set(sessionId, expiresAt)
      // Sessions last equally long, so those that were ended first expire first, or nearly.
      for (const [id, expiry] of expiryById) {
        if (expiry > now() && expiryById.size <= max) return
        expiryById.delete(id)
      }
    },
    /** Their IDs, and when each expires. */
    entries: (): [id: string, expiresAt: number][] => [...expiryById],
  } satisfies EndedSessions & Record<'entries', unknown>
}
