import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { createAttempts } from './attempts.ts'

// The limiter keeps its own time, by `Date` and timers.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const wrong = async () => false
const right = async () => true
const failing = async () => {
  throw new Error('out of memory')
}
const later = (seconds: number) => vi.advanceTimersByTime(seconds * 1000)

function guard(options?: Parameters<typeof createAttempts>[0]) {
  const attempt = createAttempts(options)
  const wrongTimes = async (address: string, times: number) => {
    for (let i = 0; i < times; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await attempt(address, wrong)).toEqual({ kind: 'wrong' })
    }
  }
  return { attempt, wrongTimes }
}

const here = '203.0.113.7'
const there = '203.0.113.8'

describe('wrong attempts', () => {
  test('are free five times, then wait twice as long each time, up to a quarter of an hour', async () => {
    const { attempt, wrongTimes } = guard()
    await wrongTimes(here, 5)
    for (const seconds of [15, 30, 60, 120, 240, 480, 900, 900, 900]) {
      // oxlint-disable-next-line no-await-in-loop -- time goes on
      expect(await attempt(here, wrong)).toEqual({ kind: 'wait', seconds })
      later(seconds)
      // oxlint-disable-next-line no-await-in-loop -- time goes on
      await wrongTimes(here, 1)
    }
  })

  test('of one address keep no other from coming in', async () => {
    const { attempt, wrongTimes } = guard()
    await wrongTimes(here, 5)
    expect(await attempt(here, right)).toEqual({ kind: 'wait', seconds: 15 })
    expect(await attempt(there, right)).toEqual({ kind: 'right' })
    expect(await attempt('2001:db8::1', right)).toEqual({ kind: 'right' })
  })

  test('from all over one /64 are counted together', async () => {
    const { attempt, wrongTimes } = guard()
    for (let i = 1; i <= 5; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await wrongTimes(`2001:db8:1:2::${i}`, 1)
    }
    expect(await attempt('2001:db8:1:2:ffff::1', right)).toMatchObject({ kind: 'wait' })
    expect(await attempt('2001:db8:1:3::1', right)).toEqual({ kind: 'right' })
  })

  test('are forgotten a day after the last', async () => {
    const { attempt, wrongTimes } = guard()
    await wrongTimes(here, 4)
    later(23 * 3600)
    await wrongTimes(here, 1)
    later(23 * 3600)
    await wrongTimes(here, 1)
    expect(await attempt(here, right)).toEqual({ kind: 'wait', seconds: 30 })
    later(24 * 3600)
    await wrongTimes(here, 5)
  })

  test('are forgotten after a right one', async () => {
    const { attempt, wrongTimes } = guard()
    await wrongTimes(here, 4)
    expect(await attempt(here, right)).toEqual({ kind: 'right' })
    await wrongTimes(here, 5)
  })
})

describe('while an address waits', () => {
  test('even the right password is not looked at, and asking does not make it longer', async () => {
    const { attempt, wrongTimes } = guard()
    await wrongTimes(here, 5)
    const check = vi.fn<typeof right>(right)
    for (let left = 15; left > 0; left--) {
      // oxlint-disable-next-line no-await-in-loop -- time goes on
      expect(await attempt(here, check)).toEqual({ kind: 'wait', seconds: left })
      later(1)
    }
    expect(check).not.toHaveBeenCalled()
    expect(await attempt(here, check)).toEqual({ kind: 'right' })
  })
})

describe('many at once', () => {
  test('from one address: no more are looked at than one after the other would be', async () => {
    const { attempt } = guard({ waiting: 1000 })
    const check = vi.fn<typeof wrong>(wrong)
    const ended = await Promise.all(Array.from({ length: 40 }, () => attempt(here, check)))
    expect(check).toHaveBeenCalledTimes(5)
    expect(ended.filter(({ kind }) => kind === 'wait')).toHaveLength(35)
  })

  test('from many addresses: never more than two are looked at, and who finds the room full is told', async () => {
    const { attempt } = guard({ waiting: 10 })
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
    expect(ended.filter(({ kind }) => kind === 'right')).toHaveLength(12)
    expect(ended.filter(({ kind }) => kind === 'wait')).toHaveLength(18)
    expect(await attempt(here, right)).toEqual({ kind: 'right' })
  })

  test('a check that fails counts as nothing, and the next can run', async () => {
    const { attempt } = guard()
    await expect(attempt(here, failing)).rejects.toThrow('out of memory')
    expect(await attempt(here, right)).toEqual({ kind: 'right' })
  })
})

test('only so many addresses are remembered: those longest ago are forgotten', async () => {
  const { attempt, wrongTimes } = guard({ remembered: 2 })
  await wrongTimes(here, 5)
  await wrongTimes(there, 5)
  expect(await attempt(here, right)).toMatchObject({ kind: 'wait' })
  await wrongTimes('203.0.113.9', 1)
  expect(await attempt(here, right)).toEqual({ kind: 'right' })
  expect(await attempt(there, right)).toMatchObject({ kind: 'wait' })
})
