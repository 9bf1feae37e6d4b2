import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createLoginFailures } from './login-failures.ts'
import { createLoginRateLimiter } from './login-rate-limiter.ts'

// The limiter keeps its own time, by `Date` and timers.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const wrong = async () => false
const right = async () => true
const failing = async () => {
  throw new Error('out of memory')
}
const endless = () => new Promise<never>(() => {})
const settled = () => new Promise((go) => setImmediate(go))
const later = (seconds: number) => vi.advanceTimersByTime(seconds * 1000)

function setupLimiter(options?: Parameters<typeof createLoginRateLimiter>[0]) {
  const attempt = createLoginRateLimiter(options)
  const wrongTimes = async (address: string, times: number) => {
    for (let i = 0; i < times; i++) {
      expect(await attempt(address, wrong)).toEqual({ kind: 'rejected' })
    }
  }
  return { attempt, wrongTimes }
}

const here = '203.0.113.7'
const there = '203.0.113.8'

describe('wrong attempts', () => {
  test('cause no delay four times, then delays that double, up to 15 minutes', async () => {
    const { attempt, wrongTimes } = setupLimiter()
    await wrongTimes(here, 5)
    for (const seconds of [15, 30, 60, 120, 240, 480, 900, 900, 900]) {
      expect(await attempt(here, wrong)).toEqual({ kind: 'rate-limited', seconds })
      later(seconds)
      await wrongTimes(here, 1)
    }
  })

  test('from one address do not delay other addresses', async () => {
    const { attempt, wrongTimes } = setupLimiter()
    await wrongTimes(here, 5)
    expect(await attempt(here, right)).toEqual({ kind: 'rate-limited', seconds: 15 })
    expect(await attempt(there, right)).toEqual({ kind: 'accepted' })
    expect(await attempt('2001:db8::1', right)).toEqual({ kind: 'accepted' })
  })

  test('from one IPv6 /64 are counted together', async () => {
    const { attempt, wrongTimes } = setupLimiter()
    for (let i = 1; i <= 5; i++) {
      await wrongTimes(`2001:db8:1:2::${i}`, 1)
    }
    expect(await attempt('2001:db8:1:2:ffff::1', right)).toMatchObject({ kind: 'rate-limited' })
    expect(await attempt('2001:db8:1:3::1', right)).toEqual({ kind: 'accepted' })
  })

  test('are forgotten a day after the last one', async () => {
    const { attempt, wrongTimes } = setupLimiter()
    await wrongTimes(here, 4)
    later(23 * 3600)
    await wrongTimes(here, 1)
    later(23 * 3600)
    await wrongTimes(here, 1)
    expect(await attempt(here, right)).toEqual({ kind: 'rate-limited', seconds: 30 })
    later(24 * 3600)
    await wrongTimes(here, 5)
  })

  test('are forgotten after a correct one', async () => {
    const { attempt, wrongTimes } = setupLimiter()
    await wrongTimes(here, 4)
    expect(await attempt(here, right)).toEqual({ kind: 'accepted' })
    await wrongTimes(here, 5)
  })
})

describe('while an address is blocked', () => {
  test('even the correct password is not checked, and attempts do not extend the delay', async () => {
    const { attempt, wrongTimes } = setupLimiter()
    await wrongTimes(here, 5)
    const check = vi.fn<typeof right>(right)
    for (let left = 15; left > 0; left--) {
      expect(await attempt(here, check)).toEqual({ kind: 'rate-limited', seconds: left })
      later(1)
    }
    expect(check).not.toHaveBeenCalled()
    expect(await attempt(here, check)).toEqual({ kind: 'accepted' })
  })
})

describe('many at once', () => {
  test('from one address: no more are checked than if they came one after the other', async () => {
    const { attempt } = setupLimiter({ maxWaiting: 1000 })
    const check = vi.fn<typeof wrong>(wrong)
    const ended = await Promise.all(Array.from({ length: 40 }, () => attempt(here, check)))
    expect(check).toHaveBeenCalledTimes(5)
    expect(ended.filter(({ kind }) => kind === 'rate-limited')).toHaveLength(35)
  })

  test('from many addresses: two are checked at once, and attempts beyond the queue get the answer that Flowdesk is busy', async () => {
    const { attempt } = setupLimiter({ maxWaiting: 10 })
    let running = 0
    let most = 0
    const check = async () => {
      most = Math.max(most, ++running)
      await new Promise((go) => setImmediate(go))
      running--
      return true
    }
    const ended = await Promise.all(Array.from({ length: 30 }, (_, i) => attempt(`203.0.113.${i}`, check)))
    expect(most).toBe(2)
    expect(ended.filter(({ kind }) => kind === 'accepted')).toHaveLength(12)
    expect(ended.filter(({ kind }) => kind === 'busy')).toHaveLength(18)
    expect(await attempt(here, right)).toEqual({ kind: 'accepted' })
  })

  test('wait for 30 seconds at most, and not for a client that has disconnected', async () => {
    const { attempt } = setupLimiter()
    void attempt('203.0.113.1', endless)
    void attempt('203.0.113.2', endless)
    const check = vi.fn<typeof right>(right)
    const client = new AbortController()
    const abandoned = attempt('203.0.113.3', check, client.signal)
    const patient = attempt('203.0.113.4', check)
    await settled()
    client.abort()
    expect(await abandoned).toEqual({ kind: 'busy', seconds: 5 })
    later(30)
    expect(await patient).toEqual({ kind: 'busy', seconds: 5 })
    expect(await attempt('203.0.113.5', check, AbortSignal.abort())).toMatchObject({ kind: 'busy' })
    expect(check).not.toHaveBeenCalled()
  })

  test('hold bounded memory, from however many addresses they come', async () => {
    const { attempt } = setupLimiter()
    let pending = 0
    const start = (address: string) => {
      pending++
      void attempt(address, endless).finally(() => pending--)
    }
    for (let i = 0; i < 20_000; i++) start(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`)
    await settled()
    expect(pending).toBe(502)
    // More from the addresses that are waiting.
    for (let round = 0; round < 20; round++) for (let i = 0; i < 300; i++) start(`10.0.${i >> 8}.${i & 255}`)
    await settled()
    expect(pending).toBeLessThanOrEqual(1002)
    later(30)
    await settled()
    expect(pending).toBeLessThanOrEqual(22)
  })

  test('a check that throws is not counted, and the next one can run', async () => {
    const { attempt } = setupLimiter()
    await expect(attempt(here, failing)).rejects.toThrow('out of memory')
    expect(await attempt(here, right)).toEqual({ kind: 'accepted' })
  })
})

test('tracks only so many addresses and forgets the oldest', async () => {
  const { attempt, wrongTimes } = setupLimiter({ failures: createLoginFailures({ maxKeys: 2 }) })
  await wrongTimes(here, 5)
  await wrongTimes(there, 5)
  expect(await attempt(here, right)).toMatchObject({ kind: 'rate-limited' })
  await wrongTimes('203.0.113.9', 1)
  expect(await attempt(here, right)).toEqual({ kind: 'accepted' })
  expect(await attempt(there, right)).toMatchObject({ kind: 'rate-limited' })
})
