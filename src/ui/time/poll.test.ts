import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { maxIntervalMs, nextIntervalMs, minIntervalMs, startPoll } from './poll.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function startTestPoll() {
  const runs: number[] = []
  const start = Date.now()
  let isVisible = true
  const poll = startPoll(
    async () => {
      runs.push((Date.now() - start) / 1000)
    },
    { isVisible: () => isVisible, now: () => Date.now() },
  )
  return {
    poll,
    runs,
    show: (is: boolean) => {
      isVisible = is
    },
    wait: (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000),
  }
}

test('runs every 15 seconds while the user is active', async () => {
  const { poll, runs, wait } = startTestPoll()
  for (let i = 0; i < 9; i++) {
    poll.onActivity()
    await wait(10)
  }
  expect(runs).toEqual([15, 30, 45, 60, 75, 90])
})

test('backs off while the user is idle, up to five minutes', async () => {
  const { runs, wait } = startTestPoll()
  await wait(3 * 3600)
  const intervals = runs.map((time, i) => time - (runs[i - 1] ?? 0))
  expect(intervals.slice(0, 5).map(Math.round)).toEqual([15, 15, 15, 15, 18])
  expect(intervals.at(-1)).toBe(300)
  for (const [i, interval] of intervals.entries())
    expect(interval).toBeGreaterThanOrEqual((intervals[i - 1] ?? 0) - 0.01)
})

test('runs at once when the user comes back after a while', async () => {
  const { poll, runs, wait, show } = startTestPoll()
  show(false)
  await wait(1800)
  const { length } = runs
  show(true)
  poll.onActivity()
  await wait(0)
  expect(runs.length).toBe(length + 1)
  await wait(15)
  expect(runs.length).toBe(length + 2)
})

test('when the user comes back soon, it waits until 15 seconds after the last run', async () => {
  const { poll, runs, wait, show } = startTestPoll()
  show(false)
  await wait(1800)
  // Until 5 seconds after the next run.
  const { length } = runs
  while (runs.length === length) await wait(1) // oxlint-disable-line no-await-in-loop -- time passes step by step
  await wait(5)
  show(true)
  poll.onActivity()
  await wait(8)
  expect(runs.length).toBe(length + 1)
  await wait(2)
  expect(runs.length).toBe(length + 2)
})

test('activity in a hidden page does not count', async () => {
  const { poll, runs, wait, show } = startTestPoll()
  show(false)
  await wait(1800)
  const { length } = runs
  poll.onActivity()
  await wait(0)
  expect(runs.length).toBe(length)
})

test('does not run again after stop, even when stopped during a run', async () => {
  const task = vi.fn<() => Promise<void>>()
  const { promise, resolve } = Promise.withResolvers<void>()
  task.mockReturnValue(promise)
  const poll = startPoll(task, { isVisible: () => true, now: () => Date.now() })
  await vi.advanceTimersByTimeAsync(minIntervalMs)
  poll.stop()
  resolve()
  await vi.advanceTimersByTimeAsync(maxIntervalMs * 2)
  expect(task).toHaveBeenCalledTimes(1)
})

test('the interval grows by a fifth, up to five minutes', () => {
  expect(nextIntervalMs(minIntervalMs, false)).toBe(18_000)
  expect(nextIntervalMs(290_000, false)).toBe(maxIntervalMs)
  expect(nextIntervalMs(maxIntervalMs, true)).toBe(minIntervalMs)
})
