/*
 * A worker that is ended from outside, by a browser short of memory for instance, tells nobody: no event says so. But a
 * lock it holds is released then, whatever ended it.
 * @see https://w3c.github.io/web-locks/#termination-of-locks
 */

/** The part of the browser's locks that is used; tests have their own. */
export type Locks = {
  request: (name: string, options: { signal?: AbortSignal }, held: () => Promise<void>) => Promise<void>
}

/** Pages that are not served securely have no locks: then only an error tells of a worker's end. */
const browserLocks = (): Locks | undefined => globalThis.navigator?.locks

/**
 * Holds a lock as long as the worker lives that calls this.
 * @param tell told its name, once it is held
 */
export function holdLifeline(tell: (lock: string) => void, locks = browserLocks()): void {
  const lock = crypto.randomUUID()
  void locks?.request(lock, {}, () => {
    tell(lock)
    return new Promise<never>(() => {})
  })
}

/**
 * Calls back once the worker that holds the lock is gone.
 * @returns stops watching: an end that is wanted is no death
 */
export function watchLifeline(lock: string, died: () => void, locks = browserLocks()): () => void {
  const watching = new AbortController()
  const { signal } = watching
  locks
    ?.request(lock, { signal }, async () => {
      if (!signal.aborted) died()
    })
    // Aborted: nobody is watching any more.
    .catch(() => {})
  return () => watching.abort()
}
