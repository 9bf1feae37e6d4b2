import { RateLimiterMemory } from 'rate-limiter-flexible'

import { countedAs } from './counted-as.ts'
import { createQueue, full, type Queue } from './queue.ts'

/** How an attempt ended. `wait`: it was not even looked at, and may be made again after so many seconds. */
export type Attempt = { kind: 'right' } | { kind: 'wrong' } | { kind: 'wait'; seconds: number }

/** So many wrong ones are free; the next must wait, and each wrong one after it twice as long as the one before. */
const free = 5
const firstDelay = 15
const longestDelay = 15 * 60
const day = 24 * 3600

/**
 * Guards a secret that can be guessed at: each address is slowed down by its own wrong attempts and by nobody else's, so
 * that nobody can lock out everybody. While an address waits, its attempts are not looked at, the right one neither. Those
 * of one address are looked at one after the other, so that none runs past the count; over all, two at once, since each
 * takes tens of megabytes. Wrong attempts are forgotten after a right one, or a day after the last.
 *
 * @param remembered of so many addresses wrong attempts are kept; of more, those longest ago are forgotten
 */
export function createAttempts({ remembered = 10_000, atOnce = 2, waiting = 50 } = {}) {
  const wrong = new RateLimiterMemory({ points: free, duration: day })
  const shut = new RateLimiterMemory({ points: 0, duration: longestDelay })
  const known = new Set<string>()
  const overall = createQueue({ atOnce, waiting })
  const ofOne = new Map<string, Queue>()

  const forget = async (key: string) => {
    known.delete(key)
    await Promise.all([wrong.delete(key), shut.delete(key)])
  }

  const count = async (key: string) => {
    const times = ((await wrong.get(key))?.consumedPoints ?? 0) + 1
    await wrong.set(key, times, day)
    if (times >= free) await shut.block(key, Math.min(longestDelay, firstDelay * 2 ** (times - free)))
    known.delete(key)
    known.add(key)
    const [oldest] = known
    if (known.size > remembered && oldest !== undefined) await forget(oldest)
  }

  const attempt = async (key: string, check: () => Promise<boolean>): Promise<Attempt> => {
    const left = (await shut.get(key))?.msBeforeNext ?? 0
    if (left > 0) return { kind: 'wait', seconds: Math.ceil(left / 1000) }
    const isRight = await overall.run(check)
    if (isRight === full) return busy
    await (isRight ? forget(key) : count(key))
    return { kind: isRight ? 'right' : 'wrong' }
  }

  /** @param check looks at the attempt; runs only when it is this attempt's turn */
  return async (address: string, check: () => Promise<boolean>): Promise<Attempt> => {
    const key = countedAs(address)
    const queue = ofOne.get(key) ?? createQueue({ atOnce: 1, waiting: 10 })
    ofOne.set(key, queue)
    try {
      const ended = await queue.run(() => attempt(key, check))
      return ended === full ? busy : ended
    } finally {
      if (queue.isIdle()) ofOne.delete(key)
    }
  }
}

const busy = { kind: 'wait', seconds: 2 } as const satisfies Attempt
