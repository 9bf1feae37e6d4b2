import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createProviderLimit, providerBusy } from './provider-limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Lets the promises settle. */
const settle = () => vi.advanceTimersByTimeAsync(0)

/** How many of the list are an address's. */
const countOf = (address: string, list: readonly string[]) =>
  list.filter((each) => each.split(' ')[0] === address).length

/** A limit with tasks that run until the test ends them. */
function setup(options: Parameters<typeof createProviderLimit>[0] = {}) {
  const limit = createProviderLimit(options)
  const running: { address: string; end: () => void }[] = []
  const results: string[] = []
  const start = async (address: string) => {
    const result = await limit.run(
      address,
      () =>
        new Promise<string>((end) => {
          running.push({ address, end: () => end('done') })
        }),
    )
    results.push(`${address} ${result === providerBusy ? 'busy' : result}`)
  }
  const end = async (index = 0) => {
    running.splice(index, 1)[0]?.end()
    await settle()
  }
  return { start, end, running, results, addresses: () => running.map(({ address }) => address) }
}

const four = { maxRunning: 4, maxRunningPerAddress: 2, maxWaiting: 4, maxWaitingPerAddress: 3 }

test('an address has its own limit, and others go ahead of what it has waiting', async () => {
  const { start, end, results, addresses } = setup(four)
  for (let i = 0; i < 6; i++) void start('10.0.0.1')
  void start('10.0.0.2')
  await settle()
  expect(addresses()).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.2'])
  expect(results).toEqual(['10.0.0.1 busy'])
  await end()
  expect(addresses()).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.1'])
})

test('when too many wait, the address with the most waiting makes room', async () => {
  const { start, end, results, addresses } = setup(four)
  for (const address of ['10.0.0.1', '10.0.0.2']) for (let i = 0; i < 4; i++) void start(address)
  await settle()
  expect(results).toEqual([])
  void start('10.0.0.3')
  await settle()
  expect(results).toEqual(['10.0.0.2 busy'])
  await end()
  expect(addresses().slice(-1)).toEqual(['10.0.0.3'])
})

test('what waits too long is refused', async () => {
  const { start, results, end } = setup({ ...four, maxWaitMs: 5000 })
  for (let i = 0; i < 3; i++) void start('10.0.0.1')
  await settle()
  await vi.advanceTimersByTimeAsync(4999)
  expect(results).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(results).toEqual(['10.0.0.1 busy'])
  await end()
  expect(vi.getTimerCount()).toBe(0)
})

test('a task that fails gives back its place', async () => {
  const limit = createProviderLimit({ ...four, maxRunningPerAddress: 1, maxWaitingPerAddress: 0 })
  const failing = limit.run('10.0.0.1', async () => Promise.reject(new Error('x')))
  await expect(failing).rejects.toThrow('x')
  expect(await limit.run('10.0.0.1', async () => 1)).toBe(1)
})

test('whatever comes, the limits hold, no place stays empty, and everything ends', async () => {
  const step = fc.oneof(
    fc.record({ from: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '2001:db8::1') }),
    fc.record({ end: fc.nat({ max: 3 }) }),
    fc.record({ waitMs: fc.constantFrom(1, 2500, 5000) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { start, end, running, results, addresses } = setup(four)
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
        for (const address of new Set(started)) {
          const runningHere = countOf(address, addresses())
          const isWaiting = countOf(address, started) > countOf(address, results) + runningHere
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
