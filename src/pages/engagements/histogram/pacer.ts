/** Passes on the latest of many calls. */
export type Pacer<P> = {
  /** Runs the task with these, at once or as soon as its turn comes; what waited before is forgotten. */
  run: (params: P) => void
  /** Forgets what waits and aborts what runs. It can be run again. */
  stop: () => void
}

/**
 * Runs a task one at a time, with a pause after each: however often it is called, the far end is not swamped, and a
 * slow answer is not thrown away because there is a newer question. The task must not throw.
 * @param pause milliseconds
 */
export function createPacer<P>(
  task: (params: P, signal: AbortSignal) => Promise<void>,
  pause: number,
): Pacer<P> {
  let running: AbortController | null = null
  let waiting: { params: P } | null = null

  function next(controller: AbortController): void {
    if (running !== controller) return
    if (waiting === null) {
      running = null
      return
    }
    const { params } = waiting
    waiting = null
    void task(params, controller.signal).then(() => setTimeout(next, pause, controller))
  }

  return {
    run: (params) => {
      waiting = { params }
      if (running !== null) return
      running = new AbortController()
      next(running)
    },
    stop: () => {
      running?.abort()
      running = null
      waiting = null
    },
  }
}
