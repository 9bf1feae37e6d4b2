import { rateLimitKey } from '#auth/password/rate-limit-key.ts'

/** The result of `run` when the task was not started: too many others are running and waiting. */
export const providerBusy = Symbol('busy')

export type ProviderLimit = {
  /** Runs the task as soon as the limits allow it. `providerBusy` when that takes too long, or too many wait already. */
  run: <T>(address: string, task: () => Promise<T>) => Promise<T | typeof providerBusy>
}

type Waiting = { key: string; start: () => void; giveUp: () => void }

/**
 * Limits what visitors can have Flowdesk ask the provider at once, for each address (IPv6 by its /64) and in total. When
 * too many wait, the address with the most waiting gives up its last one, so that one that asks a lot shuts out itself.
 */
export function createProviderLimit({
  maxRunning = 10,
  maxRunningPerAddress = 2,
  maxWaiting = 50,
  maxWaitingPerAddress = 10,
  maxWaitMs = 5000,
} = {}): ProviderLimit {
  /** The addresses' keys, once for each task that is running. */
  const running: string[] = []
  /** In the order of arrival. */
  const waiting: Waiting[] = []

  const countRunning = (key: string) => running.filter((other) => other === key).length
  const countWaiting = (key: string) => waiting.filter((other) => other.key === key).length
  const canStart = (key: string) => running.length < maxRunning && countRunning(key) < maxRunningPerAddress

  /** Makes room for one more of this address. @returns whether there is room */
  const makeRoom = (key: string): boolean => {
    const own = countWaiting(key)
    if (own >= maxWaitingPerAddress) return false
    if (waiting.length < maxWaiting) return true
    const [last] = waiting
      .toReversed()
      .toSorted((one, other) => countWaiting(other.key) - countWaiting(one.key))
    if (last === undefined || countWaiting(last.key) <= own + 1) return false
    last.giveUp()
    return true
  }

  /** @returns whether the task may start */
  const waitForTurn = (key: string): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = (canRun: boolean) => {
        clearTimeout(timer)
        waiting.splice(waiting.indexOf(entry), 1)
        if (canRun) running.push(key)
        resolve(canRun)
      }
      const entry = { key, start: () => leave(true), giveUp: () => leave(false) }
      const timer = setTimeout(entry.giveUp, maxWaitMs)
      waiting.push(entry)
    })

  /** Addresses with less running go first. */
  const startNext = () => {
    const [next] = waiting
      .filter(({ key }) => canStart(key))
      .toSorted((one, other) => countRunning(one.key) - countRunning(other.key))
    next?.start()
  }

  return {
    async run(address, task) {
      const key = rateLimitKey(address)
      if (canStart(key)) running.push(key)
      else if (!makeRoom(key) || !(await waitForTurn(key))) return providerBusy
      try {
        return await task()
      } finally {
        running.splice(running.indexOf(key), 1)
        startNext()
      }
    },
  }
}
