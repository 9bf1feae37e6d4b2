import { createHash } from 'node:crypto'

import * as z from 'zod/mini'

import { createCookie } from '#auth/session/cookies.ts'
import { createTokenCipher } from '#auth/session/encrypted-token.ts'
import type { SessionKeys } from '#auth/session/session-keys.ts'

/** How long a user may take at the provider. */
const maxSignInSeconds = 600

/**
 * How many sign-ins may be pending in one browser, and the length of their cookies together, in characters. Reverse
 * proxies accept 8 kB of cookies, and the longest one takes 4.
 */
const maxPending = 5
const maxPendingLength = 6000

const pendingSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where to go afterwards; validated before it was encrypted. */
  to: z.string(),
  /** When the sign-in started, in milliseconds since 1970. */
  at: z.number(),
})

export type PendingSignIn = z.infer<typeof pendingSignInSchema>

/** The sign-ins that a browser has started, each in a cookie of its own, so that tabs do not disturb each other. */
export type PendingSignIns = {
  /** The `Set-Cookie`s that store a new one, and delete the oldest others where there are too many. */
  add: (request: Request, pending: Omit<PendingSignIn, 'at'>) => Promise<string[]>
  /** The one with this state; null when there is none, or it took too long. */
  read: (request: Request, state: string) => Promise<PendingSignIn | null>
  /** The `Set-Cookie` that deletes it. */
  remove: (state: string) => string
}

export type PendingSignInsOptions = { keys: SessionKeys; secure: boolean; now: () => number }

const cookiePrefix = 'flowdesk-oidc-'

export function createPendingSignIns({ keys, secure, now }: PendingSignInsOptions): PendingSignIns {
  const tokenCipher = createTokenCipher(keys, 'sign-in')
  const cookieOf = (id: string) => createCookie(`${cookiePrefix}${id}`, secure)
  const pattern = new RegExp(`^${secure ? '__Host-' : ''}${cookiePrefix}(?<id>[\\w-]{16})=`)

  /** The ids and lengths of the pending ones, the latest first: browsers send the oldest cookie first (RFC 6265 §5.4). */
  const list = (request: Request) =>
    (request.headers.get('cookie') ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .map((pair) => ({ id: pattern.exec(pair)?.groups?.['id'] ?? '', length: pair.length }))
      .filter(({ id }) => id !== '')
      .toReversed()

  return {
    async add(request, pending) {
      const id = cookieId(pending.state)
      const token = await tokenCipher.encrypt({ ...pending, at: now() } satisfies PendingSignIn)
      let [count, length] = [1, token.length]
      const surplus = list(request).filter((other) => {
        count++
        length += other.length
        return count > maxPending || length > maxPendingLength
      })
      return [
        cookieOf(id).set(token, maxSignInSeconds),
        ...surplus.map((other) => cookieOf(other.id).clear()),
      ]
    },
    async read(request, state) {
      const token = cookieOf(cookieId(state)).read(request)
      const parsed = pendingSignInSchema.safeParse(token === null ? null : await tokenCipher.decrypt(token))
      return parsed.success && now() < parsed.data.at + maxSignInSeconds * 1000 ? parsed.data : null
    },
    remove: (state) => cookieOf(cookieId(state)).clear(),
  }
}

/** The name says nothing about the state, which only the provider and this browser may know. */
function cookieId(state: string): string {
  return createHash('sha256').update(state).digest('base64url').slice(0, 16)
}
