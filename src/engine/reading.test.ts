import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal
const at = (token: string) => (token === '' ? null : { page: '1', token })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0)

/** Endless pages of one row, each of which comes when it is told to. Their tokens are numbers. */
function slowList() {
  const asked: string[] = []
  const aborted: string[] = []
  const waiting = new Map<string, PromiseWithResolvers<Uint8Array<ArrayBuffer>>>()
  const engine = createEngine(
    {
      engagementsPage: (_flow, cursor, signal) => {
        const token = cursor?.token ?? ''
        const page = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
        asked.push(token)
        waiting.set(token, page)
        signal?.addEventListener('abort', () => {
          aborted.push(token)
          page.reject(new DOMException('Aborted', 'AbortError'))
        })
        return page.promise
      },
      engagementBytes: () => Promise.reject(new Problem('not-found')),
      context: () => Promise.reject(new Problem('not-found')),
    },
    () => null,
  )
  return {
    asked,
    aborted,
    read: (token: string, options: { ahead?: boolean; signal?: AbortSignal } = {}) =>
      engine.readPage({ flowSid, cursor: at(token), ahead: options.ahead ?? true }, options.signal ?? never),
    check: () => engine.checkHead({ flowSid }, never),
    answer: async (token: string) => {
      const n = Number(token)
      waiting.get(token)?.resolve(pageBytes([{ sid: sidOf('FN', n + 1) }], { next: String(n + 1) }))
      await settle()
    },
    fail: async (token: string) => {
      waiting.get(token)?.reject(new Problem('unavailable'))
      await settle()
    },
  }
}

test('the next page is asked for as soon as one is here, and once', async () => {
  const { asked, read, answer } = slowList()
  const first = read('')
  await settle()
  expect(asked).toEqual([''])
  await answer('')
  expect(asked).toEqual(['', '1'])
  expect(await first).toMatchObject({ next: { token: '1' } })

  const second = read('1')
  await settle()
  expect(asked).toEqual(['', '1'])
  await answer('1')
  expect(await second).toMatchObject({ read: 2 })
  expect(asked).toEqual(['', '1', '2'])
})

test('nobody asks ahead who does not read on', async () => {
  const { asked, read, answer } = slowList()
  void read('', { ahead: false })
  await settle()
  await answer('')
  expect(asked).toEqual([''])
})

test('a page that nobody takes is given up after a second', async () => {
  const { asked, aborted, read, answer } = slowList()
  void read('')
  await settle()
  await answer('')
  await vi.advanceTimersByTimeAsync(900)
  expect(aborted).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(aborted).toEqual(['1'])
  // Whoever reads on later asks anew.
  void read('1')
  await settle()
  expect(asked).toEqual(['', '1', '1'])
})

test('a page that is here by then is kept for whoever reads on', async () => {
  const { asked, read, answer } = slowList()
  void read('')
  await settle()
  await answer('')
  await answer('1')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await read('1', { ahead: false })).toMatchObject({ read: 2 })
  expect(asked).toEqual(['', '1'])
})

test('who leaves aborts the page that is under way, the one asked ahead as well', async () => {
  const { aborted, read, answer } = slowList()
  void read('')
  await settle()
  await answer('')
  const abort = new AbortController()
  const [second] = [
    read('1', { signal: abort.signal }).catch((thrown: unknown) => thrown),
    settle().then(() => abort.abort()),
  ]
  expect(await second).toMatchObject({ name: 'AbortError' })
  expect(aborted).toEqual(['1'])
})

test('a page asked ahead that fails is told to who reads on, and asked for again', async () => {
  const { asked, read, answer, fail } = slowList()
  void read('')
  await settle()
  await answer('')
  await fail('1')
  await expect(read('1')).rejects.toMatchObject({ kind: 'unavailable' })
  void read('1')
  await settle()
  expect(asked).toEqual(['', '1', '1'])
})

test('a look at the head waits for its turn', async () => {
  const { asked, read, check, answer } = slowList()
  void read('')
  await settle()
  await answer('')
  expect(asked).toEqual(['', '1'])
  void check()
  void read('1')
  await settle()
  expect(asked).toEqual(['', '1'])
  await answer('1')
  // The look came before the next page was asked for.
  expect(asked).toEqual(['', '1', ''])
})
