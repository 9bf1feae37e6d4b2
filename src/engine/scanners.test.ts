import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { ScanReply, ScanRequest } from './scanner-messages.ts'
import { createScanners } from './scanners.ts'

/** Workers that answer when they are told to. */
function farm() {
  const workers: FakeWorker[] = []
  class FakeWorker {
    readonly asked: ScanRequest[] = []
    ended = false
    readonly #listeners: { type: string; listener: (event: MessageEvent<ScanReply>) => void }[] = []
    constructor() {
      workers.push(this)
    }
    postMessage(message: ScanRequest) {
      this.asked.push(message)
    }
    addEventListener(type: string, listener: (event: MessageEvent<ScanReply>) => void) {
      this.#listeners.push({ type, listener })
    }
    terminate() {
      this.ended = true
    }
    answer(at: number, result: unknown = null) {
      this.#hear('message', { id: this.asked[at]?.id ?? 0, result })
    }
    fail(at: number) {
      this.#hear('message', { id: this.asked[at]?.id ?? 0, failed: 'No room' })
    }
    stop() {
      this.#hear('error', { id: 0, result: null })
    }
    live(lock: string) {
      this.#hear('message', { alive: lock })
    }
    #hear(type: string, data: ScanReply) {
      for (const each of this.#listeners)
        if (each.type === type) each.listener(new MessageEvent('message', { data }))
    }
  }
  const scanners = createScanners({ start: () => new FakeWorker(), most: 2, idle: 1000 })
  const ask = (name: string, when: 'urgent' | 'in-turn' = 'in-turn') => {
    const page = { bytes: new Uint8Array(), packed: false, spans: new Uint32Array() }
    return scanners.ask('values', { page, path: [name], longest: 9 }, when)
  }
  const asked = () =>
    workers.map((worker) => worker.asked.map(({ params }) => ('path' in params ? params.path[0] : '')))
  return { workers, ask, asked }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('scanners', () => {
  test('as many as there is work for, two jobs each, what is urgent first', async () => {
    const { workers, ask, asked } = farm()
    const answers = ['a', 'b', 'c', 'd', 'e'].map((name) => ask(name))
    const urgent = ask('now', 'urgent')
    expect(asked()).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ])
    workers[1]?.answer(0, ['1'])
    await expect(answers[1]).resolves.toEqual(['1'])
    expect(asked()[1]).toEqual(['b', 'd', 'now'])
    workers[1]?.answer(2, ['2'])
    await expect(urgent).resolves.toEqual(['2'])
    expect(asked()[1]).toEqual(['b', 'd', 'now', 'e'])
  })

  test('are ended after a while without work, and started anew', async () => {
    const { workers, ask } = farm()
    const first = ask('a')
    await vi.advanceTimersByTimeAsync(5000)
    expect(workers[0]?.ended).toBe(false)
    workers[0]?.answer(0)
    await first
    await vi.advanceTimersByTimeAsync(5000)
    expect(workers.map(({ ended }) => ended)).toEqual([true])
    void ask('b')
    expect(workers).toHaveLength(2)
  })

  test('a failed job fails alone; one that stops fails with all its jobs, and is replaced', async () => {
    const { workers, ask, asked } = farm()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => ask(name))
    workers[0]?.fail(0)
    await expect(a).rejects.toMatchObject({ kind: 'unexpected', detail: 'No room' })
    workers[0]?.stop()
    await expect(c).rejects.toMatchObject({ kind: 'unexpected' })
    void ask('d')
    expect(asked()).toEqual([['a', 'c'], ['b'], ['d']])
    workers[1]?.answer(0, [])
    await expect(b).resolves.toEqual([])
  })

  test('one that is ended without a word, so that its lock falls free, has stopped as well', async () => {
    vi.useRealTimers()
    const { workers, ask } = farm()
    const a = ask('a')
    const life = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    void navigator.locks.request('a scanner', () => {
      held.resolve()
      return life.promise
    })
    await held.promise
    workers[0]?.live('a scanner')
    life.resolve()
    await expect(a).rejects.toMatchObject({ kind: 'unexpected' })
    expect(workers[0]?.ended).toBe(true)
  })
})
