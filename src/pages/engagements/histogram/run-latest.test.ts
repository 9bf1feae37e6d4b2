import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLatestRunner } from './run-latest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A task that takes 50 ms and records when it started. */
function slowTask() {
  const began: string[] = []
  const signals: AbortSignal[] = []
  const task = (name: string, signal: AbortSignal) => {
    began.push(`${name}@${Date.now() - start}`)
    signals.push(signal)
    return new Promise<void>((resolve) => setTimeout(resolve, 50))
  }
  const start = Date.now()
  return { began, signals, task }
}

test('runs the first call at once; of the calls during a run only the last, after the pause', async () => {
  const { began, task } = slowTask()
  const pacer = createLatestRunner(task, 100)
  for (const name of ['a', 'b', 'c']) pacer.run(name)
  await vi.advanceTimersByTimeAsync(1000)
  expect(began).toEqual(['a@0', 'c@150'])
})

test('runs at once again when idle', async () => {
  const { began, task } = slowTask()
  const pacer = createLatestRunner(task, 100)
  pacer.run('a')
  await vi.advanceTimersByTimeAsync(1000)
  pacer.run('b')
  expect(began).toEqual(['a@0', 'b@1000'])
})

test('runs regularly during an endless stream of calls', async () => {
  const { began, task } = slowTask()
  const pacer = createLatestRunner(task, 100)
  for (let i = 0; i < 60; i++) {
    pacer.run(String(i))
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(began).toEqual(['0@0', '14@150', '29@300', '44@450', '59@600'])
})

test('stop aborts the running task and drops the pending one; it can run again', async () => {
  const { began, signals, task } = slowTask()
  const pacer = createLatestRunner(task, 100)
  pacer.run('a')
  pacer.run('b')
  pacer.stop()
  expect(signals[0]?.aborted).toBe(true)
  pacer.run('c')
  await vi.advanceTimersByTimeAsync(1000)
  expect(began).toEqual(['a@0', 'c@0'])
})
