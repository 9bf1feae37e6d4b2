/** The result of `run` when the queue is full. */
export const queueFull = Symbol('full')

export type ConcurrencyLimit = {
  /** Runs the task as soon as a slot is free; `queueFull` when too many are waiting already. */
  run: <T>(task: () => Promise<T>) => Promise<T | typeof queueFull>
  /** Whether nothing is running or waiting. */
  isIdle: () => boolean
}

/** Runs at most `maxConcurrent` tasks at once, first come, first served. At most `maxQueued` wait. */
export function createConcurrencyLimit({
  maxConcurrent,
  maxQueued,
}: {
  maxConcurrent: number
  maxQueued: number
}): ConcurrencyLimit {
  let running = 0
  const queue: (() => void)[] = []
  return {
    async run(task) {
      if (running < maxConcurrent) running++
      else if (queue.length >= maxQueued) return queueFull
      // A finished task passes its slot to the next in the queue, so no newcomer can take it.
      else await new Promise<void>((go) => queue.push(go))
      try {
        return await task()
      } finally {
        const next = queue.shift()
        if (next === undefined) running--
        else next()
      }
    },
    isIdle: () => running === 0,
  }
}
