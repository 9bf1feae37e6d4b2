import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createPacer } from './pacer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A task that takes 50 ms and writes down when it began. */
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

test('the first runs at once; of those that come meanwhile only the last, after the pause', async () => {
  const { began, task } = slowTask()
  const pacer = createPacer(task, 100)
  for (const name of ['a', 'b', 'c']) pacer.run(name)
  await vi.advanceTimersByTimeAsync(1000)
  expect(began).toEqual(['a@0', 'c@150'])
})

test('once it rests it runs at once again', async () => {
  const { began, task } = slowTask()
  const pacer = createPacer(task, 100)
  pacer.run('a')
  await vi.advanceTimersByTimeAsync(1000)
  pacer.run('b')
  expect(began).toEqual(['a@0', 'b@1000'])
})

test('an endless stream of calls does not keep it from answering', async () => {
  const { began, task } = slowTask()
  const pacer = createPacer(task, 100)
  for (let i = 0; i < 60; i++) {
    pacer.run(String(i))
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(began).toEqual(['0@0', '14@150', '29@300', '44@450', '59@600'])
})

test('stopping aborts what runs and forgets what waits; it can run again', async () => {
  const { began, signals, task } = slowTask()
  const pacer = createPacer(task, 100)
  pacer.run('a')
  pacer.run('b')
  pacer.stop()
  expect(signals[0]?.aborted).toBe(true)
  pacer.run('c')
  await vi.advanceTimersByTimeAsync(1000)
  expect(began).toEqual(['a@0', 'c@0'])
})
