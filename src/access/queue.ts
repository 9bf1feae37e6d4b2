/** What `run` gives when it did not even wait. */
export const full = Symbol('full')

export type Queue = {
  /** Runs the task when it is its turn; `full` when too many wait already. */
  run: <T>(task: () => Promise<T>) => Promise<T | typeof full>
  /** Whether nothing runs and nothing waits. */
  isIdle: () => boolean
}

/** So many tasks at once, in the order they came; so many may wait. */
export function createQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): Queue {
  let running = 0
  const line: (() => void)[] = []
  return {
    async run(task) {
      if (running < atOnce) running++
      else if (line.length >= waiting) return full
      // Whoever ends hands its place over, so that nobody who comes meanwhile can take it.
      else await new Promise<void>((go) => line.push(go))
      try {
        return await task()
      } finally {
        const next = line.shift()
        if (next === undefined) running--
        else next()
      }
    },
    isIdle: () => running === 0,
  }
}
