/*
 * No event fires when the browser ends a worker, for example because memory is low. But the browser then releases the
 * worker's locks.
 * @see https://w3c.github.io/web-locks/#termination-of-locks
 */

/** The used subset of the browser's `LockManager`; tests replace it. */
export type LockRequester = {
  request: (name: string, options: { signal?: AbortSignal }, whileHeld: () => Promise<void>) => Promise<void>
}

/** Insecure pages have no Web Locks: there only an error event reports the end of a worker. */
const browserLocks = (): LockRequester | undefined => globalThis.navigator?.locks

/**
 * Holds a lock for the lifetime of the calling worker.
 * @param onHeld gets the lock's name once it is held
 */
export function holdLivenessLock(onHeld: (lock: string) => void, locks = browserLocks()): void {
  // Insecure pages have no `randomUUID` either.
  if (!locks) return
  const lock = crypto.randomUUID()
  void locks.request(lock, {}, () => {
    onHeld(lock)
    return new Promise<never>(() => {})
  })
}

/**
 * Calls `onExit` when the worker that holds the lock has ended.
 * @returns stops watching; call it before ending the worker on purpose
 */
export function onWorkerExit(lock: string, onExit: () => void, locks = browserLocks()): () => void {
  const abort = new AbortController()
  const { signal } = abort
  locks
    ?.request(lock, { signal }, async () => {
      if (!signal.aborted) onExit()
    })
    // Aborted: watching has stopped.
    .catch(() => {})
  return () => abort.abort()
}
