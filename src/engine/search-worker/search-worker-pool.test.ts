import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { FakeWorker } from '#testing/fake-worker.ts'

import { createSearchWorkerPool } from './search-worker-pool.ts'

const nameOf = (params: unknown) =>
  params instanceof Object && 'path' in params && Array.isArray(params.path) ? String(params.path[0]) : ''

/** Fake workers that the test controls. */
function createFixture() {
  const workers: FakeWorker[] = []
  const pool = createSearchWorkerPool({
    startWorker: () => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker
    },
    maxWorkers: 2,
    idleTimeoutMs: 1000,
  })
  const call = (key: string, priority: 'urgent' | 'normal' = 'normal') => {
    const page = { bytes: new Uint8Array(), isCompressed: false, spans: new Uint32Array() }
    return pool.call('values', { page, path: [key], maxLength: 9 }, priority)
  }
  const requestedNames = () => workers.map(({ calls }) => calls.map(({ params }) => nameOf(params)))
  return { workers, call, requestedNames }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('search workers', () => {
  test('run two jobs each, urgent ones first, and are started on demand', async () => {
    const { workers, call, requestedNames } = createFixture()
    const results = ['a', 'b', 'c', 'd', 'e'].map((name) => call(name))
    const urgent = call('now', 'urgent')
    expect(requestedNames()).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ])
    workers[1]?.respond(0, ['1'])
    await expect(results[1]).resolves.toEqual(['1'])
    expect(requestedNames()[1]).toEqual(['b', 'd', 'now'])
    workers[1]?.respond(2, ['2'])
    await expect(urgent).resolves.toEqual(['2'])
    expect(requestedNames()[1]).toEqual(['b', 'd', 'now', 'e'])
  })

  test('are terminated when idle for a while, and started again on demand', async () => {
    const { workers, call } = createFixture()
    const first = call('a')
    await vi.advanceTimersByTimeAsync(5000)
    expect(workers[0]?.isTerminated).toBe(false)
    workers[0]?.respond(0)
    await first
    await vi.advanceTimersByTimeAsync(5000)
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true])
    void call('b')
    expect(workers).toHaveLength(2)
  })

  test('a failed job rejects one call; a crash rejects all calls of the worker, which is replaced', async () => {
    const { workers, call, requestedNames } = createFixture()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => call(name))
    workers[0]?.fail(0, new Problem('unexpected', { detail: 'RangeError: No room' }).toJSON())
    await expect(a).rejects.toMatchObject({ kind: 'unexpected', detail: 'RangeError: No room' })
    workers[0]?.crash()
    await expect(c).rejects.toMatchObject({ kind: 'unexpected' })
    void call('d')
    expect(requestedNames()).toEqual([['a', 'c'], ['b'], ['d']])
    workers[1]?.respond(0, [])
    await expect(b).resolves.toEqual([])
  })

  test('the error of a crash is the detail of all rejected calls', async () => {
    const { workers, call } = createFixture()
    const [a, b] = [call('a'), call('b')]
    workers[0]?.crash('Uncaught TypeError: x is undefined')
    await expect(a).rejects.toMatchObject({ kind: 'unexpected', detail: 'TypeError: x is undefined' })
    workers[1]?.crash()
    await expect(b).rejects.toMatchObject({ detail: 'A search worker stopped.' })
  })
})
