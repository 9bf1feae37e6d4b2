import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { callerBusy, createCallerLimit, type CallerLimitOptions } from './caller-limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Lets the promises settle. */
const settle = () => vi.advanceTimersByTimeAsync(0)

/** How many of the list are an caller's. */
const countOf = (caller: string, list: readonly string[]) =>
  list.filter((each) => each.split(' ')[0] === caller).length

/** A limit with tasks that run until the test ends them. */
function setup(options: CallerLimitOptions) {
  const limit = createCallerLimit(options)
  const running: { caller: string; end: () => void }[] = []
  const results: string[] = []
  const start = async (caller: string) => {
    const result = await limit.run(
      caller,
      () =>
        new Promise<string>((end) => {
          running.push({ caller, end: () => end('done') })
        }),
    )
    results.push(`${caller} ${result === callerBusy ? 'busy' : result}`)
  }
  const end = async (index = 0) => {
    running.splice(index, 1)[0]?.end()
    await settle()
  }
  return { start, end, running, results, callers: () => running.map(({ caller }) => caller) }
}

const four = { maxRunning: 4, maxRunningPerCaller: 2, maxWaiting: 4, maxWaitingPerCaller: 3, maxWaitMs: 5000 }

test('a caller has its own limit, and others go ahead of what it has waiting', async () => {
  const { start, end, results, callers } = setup(four)
  for (let i = 0; i < 6; i++) void start('ada')
  void start('bob')
  await settle()
  expect(callers()).toEqual(['ada', 'ada', 'bob'])
  expect(results).toEqual(['ada busy'])
  await end()
  expect(callers()).toEqual(['ada', 'bob', 'ada'])
})

test('when too many wait, the caller with the most waiting makes room', async () => {
  const { start, end, results, callers } = setup(four)
  for (const caller of ['ada', 'bob']) for (let i = 0; i < 4; i++) void start(caller)
  await settle()
  expect(results).toEqual([])
  void start('cleo')
  await settle()
  expect(results).toEqual(['bob busy'])
  await end()
  expect(callers().slice(-1)).toEqual(['cleo'])
})

test('what waits too long is refused', async () => {
  const { start, results, end } = setup(four)
  for (let i = 0; i < 3; i++) void start('ada')
  await settle()
  await vi.advanceTimersByTimeAsync(4999)
  expect(results).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(results).toEqual(['ada busy'])
  await end()
  expect(vi.getTimerCount()).toBe(0)
})

test('a task that fails gives back its place', async () => {
  const limit = createCallerLimit({ ...four, maxRunningPerCaller: 1, maxWaitingPerCaller: 0 })
  const failing = limit.run('ada', async () => Promise.reject(new Error('x')))
  await expect(failing).rejects.toThrow('x')
  expect(await limit.run('ada', async () => 1)).toBe(1)
})

test('whatever comes, the limits hold, no place stays empty, and everything ends', async () => {
  const step = fc.oneof(
    fc.record({ from: fc.constantFrom('ada', 'bob', 'cleo', 'dan', 'eve') }),
    fc.record({ end: fc.nat({ max: 3 }) }),
    fc.record({ waitMs: fc.constantFrom(1, 2500, 5000) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { start, end, running, results, callers } = setup(four)
      const started: string[] = []
      for (const each of steps) {
        if ('from' in each) {
          started.push(each.from)
          void start(each.from)
        }
        if ('end' in each) await end(each.end)
        if ('waitMs' in each) await vi.advanceTimersByTimeAsync(each.waitMs)
        await settle()
        expect(running.length).toBeLessThanOrEqual(4)
        expect(started.length - results.length - running.length).toBeLessThanOrEqual(4)
        for (const caller of new Set(started)) {
          const runningHere = countOf(caller, callers())
          const isWaiting = countOf(caller, started) > countOf(caller, results) + runningHere
          expect(runningHere).toBeLessThanOrEqual(2)
          expect(!isWaiting || runningHere === 2 || running.length === 4).toBe(true)
        }
      }
      while (running.length > 0) await end()
      expect(results).toHaveLength(started.length)
      expect(vi.getTimerCount()).toBe(0)
    }),
  )
})
