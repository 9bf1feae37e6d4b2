/** Interval in ms while the user is active, and its maximum while the user is idle. */
export const minIntervalMs = 15_000
export const maxIntervalMs = 300_000
const backoffFactor = 1.2

/** The user counts as idle after this many ms without a key, touch or pointer event. */
const idleAfterMs = 60_000

/** The interval in ms that follows an interval of `intervalMs`. */
export function nextIntervalMs(intervalMs: number, isActive: boolean): number {
  return isActive ? minIntervalMs : Math.min(maxIntervalMs, intervalMs * backoffFactor)
}

/** Page visibility and clock; tests replace both. */
type PollEnvironment = { isVisible: () => boolean; now: () => number }

export type Poll = {
  /** Resets the interval to its minimum. Runs the task at once if that much time has already passed. */
  onActivity: () => void
  stop: () => void
}

/**
 * Runs a task repeatedly, 15 s after the end of the last run. While the user is idle the interval grows up to 5 minutes;
 * activity resets it.
 * @param firstDelayMs milliseconds before the first run
 */
export function startPoll(
  task: () => Promise<void>,
  { isVisible, now }: PollEnvironment,
  firstDelayMs = minIntervalMs,
): Poll {
  let timer: ReturnType<typeof setTimeout> | null = null
  let intervalMs = minIntervalMs
  let lastRunEnd = now()
  let lastActivity = now()
  let isStopped = false

  const isActive = () => isVisible() && now() - lastActivity < idleAfterMs

  function schedule(delayMs: number): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void runNow(), delayMs)
  }

  async function runNow(): Promise<void> {
    timer = null
    await task()
    if (isStopped) return
    lastRunEnd = now()
    intervalMs = nextIntervalMs(intervalMs, isActive())
    schedule(intervalMs)
  }

  schedule(firstDelayMs)
  return {
    onActivity: () => {
      if (isStopped || !isVisible()) return
      lastActivity = now()
      // Nothing to do during a run, or when the interval is already the shortest.
      if (timer === null || intervalMs === minIntervalMs) return
      intervalMs = minIntervalMs
      schedule(Math.max(0, lastRunEnd + minIntervalMs - now()))
    },
    stop: () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
