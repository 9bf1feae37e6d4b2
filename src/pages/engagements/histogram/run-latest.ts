export type LatestRunner<P> = {
  /** Runs the task, at once or after the running one. Replaces a pending call. */
  run: (params: P) => void
  /** Drops the pending call and aborts the running task. `run` works again afterwards. */
  stop: () => void
}

/**
 * Runs one task at a time, with a pause after each, and only the latest pending call. Frequent calls do not flood the
 * worker, and a newer call does not discard a slow result. The task must not throw.
 */
export function createLatestRunner<P>(
  task: (params: P, signal: AbortSignal) => Promise<void>,
  pauseMs: number,
): LatestRunner<P> {
  let running: AbortController | null = null
  let pending: { params: P } | null = null

  function runNext(controller: AbortController): void {
    if (running !== controller) return
    if (pending === null) {
      running = null
      return
    }
    const { params } = pending
    pending = null
    void task(params, controller.signal).then(() => setTimeout(runNext, pauseMs, controller))
  }

  return {
    run: (params) => {
      pending = { params }
      if (running !== null) return
      running = new AbortController()
      runNext(running)
    },
    stop: () => {
      running?.abort()
      running = null
      pending = null
    },
  }
}
