/** The result of `run` when the task was not started: too many others are running and waiting. */
export const callerBusy = Symbol('busy')

export type CallerLimitOptions = {
  maxRunning: number
  maxRunningPerCaller: number
  maxWaiting: number
  maxWaitingPerCaller: number
  maxWaitMs: number
}

type Waiting = { caller: string; start: () => void; giveUp: () => void }

/**
 * Limits how many tasks run at once and wait, for each caller and in total. When too many wait, the caller with the most
 * waiting gives up its last one, so that one that asks a lot shuts out itself.
 */
export function createCallerLimit({
  maxRunning,
  maxRunningPerCaller,
  maxWaiting,
  maxWaitingPerCaller,
  maxWaitMs,
}: CallerLimitOptions) {
  /** The callers, once for each task that is running. */
  const running: string[] = []
  /** In the order of arrival. */
  const waiting: Waiting[] = []

  const countRunning = (caller: string) => running.filter((other) => other === caller).length
  const countWaiting = (caller: string) => waiting.filter((other) => other.caller === caller).length
  const canStart = (caller: string) =>
    running.length < maxRunning && countRunning(caller) < maxRunningPerCaller

  /** Makes room for one more of this caller. @returns whether there is room */
  const makeRoom = (caller: string): boolean => {
    const own = countWaiting(caller)
    if (own >= maxWaitingPerCaller) return false
    if (waiting.length < maxWaiting) return true
    const [last] = waiting
      .toReversed()
      .toSorted((one, other) => countWaiting(other.caller) - countWaiting(one.caller))
    if (last === undefined || countWaiting(last.caller) <= own + 1) return false
    last.giveUp()
    return true
  }

  /** @returns whether the task may start */
  const waitForTurn = (caller: string): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = (canRun: boolean) => {
        clearTimeout(timer)
        waiting.splice(waiting.indexOf(entry), 1)
        if (canRun) running.push(caller)
        resolve(canRun)
      }
      const entry = { caller, start: () => leave(true), giveUp: () => leave(false) }
      const timer = setTimeout(entry.giveUp, maxWaitMs)
      waiting.push(entry)
    })

  /** Callers with less running go first. */
  const startNext = () => {
    const [next] = waiting
      .filter(({ caller }) => canStart(caller))
      .toSorted((one, other) => countRunning(one.caller) - countRunning(other.caller))
    next?.start()
  }

  return {
    /** Runs the task as soon as the limits allow it. `callerBusy` when that takes too long, or too many wait already. */
    async run<T>(caller: string, task: () => Promise<T>): Promise<T | typeof callerBusy> {
      if (canStart(caller)) running.push(caller)
      else if (!makeRoom(caller) || !(await waitForTurn(caller))) return callerBusy
      try {
        return await task()
      } finally {
        running.splice(running.indexOf(caller), 1)
        startNext()
      }
    },
  }
}
