/**
 * Runs a task when all earlier ones are done. Rejects if the task does. Rejects with an AbortError if it is aborted
 * before it starts.
 */
export type RunExclusive = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>

/**
 * Runs one task at a time, first in, first out. Twilio limits concurrent requests per account, so loading a list should
 * compete with the customer's own traffic as little as possible.
 */
export function createMutex(): RunExclusive {
  let last: Promise<unknown> = Promise.resolve()

  return (task, signal) => {
    const result = last.then(() => {
      signal.throwIfAborted()
      return task()
    })
    // The next task starts even when this one fails.
    last = result.catch(() => null)
    return result
  }
}
