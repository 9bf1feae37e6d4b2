import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { latest, nextPause, soonest, startPoll } from './poll.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function polling() {
  const looks: number[] = []
  const start = Date.now()
  let shown = true
  const poll = startPoll(
    async () => {
      looks.push((Date.now() - start) / 1000)
    },
    { isShown: () => shown, now: () => Date.now() },
  )
  return {
    poll,
    looks,
    show: (is: boolean) => {
      shown = is
    },
    wait: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000),
  }
}

test('while someone is there, every 15 seconds', async () => {
  const { poll, looks, wait } = polling()
  for (let i = 0; i < 9; i++) {
    poll.sign()
    // oxlint-disable-next-line no-await-in-loop -- time passes step by step
    await wait(10)
  }
  expect(looks).toEqual([15, 30, 45, 60, 75, 90])
})

test('the longer no one is there, the later, up to five minutes', async () => {
  const { looks, wait } = polling()
  await wait(3 * 3600)
  const pauses = looks.map((at, i) => at - (looks[i - 1] ?? 0))
  expect(pauses.slice(0, 5).map(Math.round)).toEqual([15, 15, 15, 15, 18])
  expect(pauses.at(-1)).toBe(300)
  for (const [i, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual((pauses[i - 1] ?? 0) - 0.01)
})

test('who comes back after a while sees at once what is new', async () => {
  const { poll, looks, wait, show } = polling()
  show(false)
  await wait(1800)
  const { length } = looks
  show(true)
  poll.sign()
  await wait(0)
  expect(looks.length).toBe(length + 1)
  await wait(15)
  expect(looks.length).toBe(length + 2)
})

test('who comes back soon waits until 15 seconds have passed since the last look', async () => {
  const { poll, looks, wait, show } = polling()
  show(false)
  await wait(1800)
  // To the next look, and 5 seconds on.
  const { length } = looks
  while (looks.length === length) await wait(1) // oxlint-disable-line no-await-in-loop -- time passes step by step
  await wait(5)
  show(true)
  poll.sign()
  await wait(8)
  expect(looks.length).toBe(length + 1)
  await wait(2)
  expect(looks.length).toBe(length + 2)
})

test('a sign of life in a hidden page is none', async () => {
  const { poll, looks, wait, show } = polling()
  show(false)
  await wait(1800)
  const { length } = looks
  poll.sign()
  await wait(0)
  expect(looks.length).toBe(length)
})

test('once stopped it looks no more, even when stopped in the middle of a look', async () => {
  const look = vi.fn<() => Promise<void>>()
  const { promise, resolve } = Promise.withResolvers<void>()
  look.mockReturnValue(promise)
  const poll = startPoll(look, { isShown: () => true, now: () => Date.now() })
  await vi.advanceTimersByTimeAsync(soonest)
  poll.stop()
  resolve()
  await vi.advanceTimersByTimeAsync(latest * 2)
  expect(look).toHaveBeenCalledTimes(1)
})

test('the pause grows by a fifth, and never beyond five minutes', () => {
  expect(nextPause(soonest, false)).toBe(18_000)
  expect(nextPause(290_000, false)).toBe(latest)
  expect(nextPause(latest, true)).toBe(soonest)
})
