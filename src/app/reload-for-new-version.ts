import { safeSessionStorage } from '#pages/prefs/safe-storage.ts'
import { isServerReachable } from '#ui/is-server-reachable.ts'

const storageKey = 'flowdesk.reloaded'

/** Milliseconds between reloads: sooner, a second one would not help either. */
const minIntervalMs = 300_000

type Options = {
  /** Where the time of the last reload is stored; null when the browser has no storage. */
  storage: Pick<Storage, 'getItem' | 'setItem'> | null
  isReachable: () => Promise<boolean>
  reload: () => void
  now?: () => number
}

/** Reloads the page once, for when a chunk is missing after a deployment. */
export async function reloadForNewVersion(): Promise<void> {
  await reloadOnce({
    storage: safeSessionStorage(),
    isReachable: isServerReachable,
    reload: () => window.location.reload(),
  })
}

/**
 * Reloads the page, which keeps its URL, because a chunk is missing: a new version was deployed. It does nothing within
 * five minutes of the last reload, when that time cannot be stored, or while the server is unreachable: the user would
 * lose the page.
 * @returns whether the page is being reloaded
 */
export async function reloadOnce({
  storage,
  isReachable,
  reload,
  now = Date.now,
}: Options): Promise<boolean> {
  try {
    const lastReloadAt = Number(storage?.getItem(storageKey) ?? 0)
    if (storage === null || now() - lastReloadAt < minIntervalMs || !(await isReachable())) return false
    storage.setItem(storageKey, String(now()))
  } catch {
    // Storage is forbidden or full, so the next page would not know about this reload.
    return false
  }
  reload()
  return true
}
