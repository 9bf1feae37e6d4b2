import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from '#engine/engine.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal
const cursorAt = (token: string) => (token === '' ? null : { page: '1', token })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Runs all pending microtasks and timers of 0 ms. */
const settle = () => vi.advanceTimersByTimeAsync(0)

/** An endless list of pages with one row. Each request waits until the test responds. Tokens are numbers. */
function createSlowList() {
  const requestedTokens: string[] = []
  const aborted: string[] = []
  const pendingPages = new Map<string, PromiseWithResolvers<Uint8Array<ArrayBuffer>>>()
  const engine = createEngine(
    engineClient({
      engagementsPage: (_flow, cursor, signal) => {
        const token = cursor?.token ?? ''
        const page = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
        requestedTokens.push(token)
        pendingPages.set(token, page)
        signal?.addEventListener('abort', () => {
          aborted.push(token)
          page.reject(new DOMException('Aborted', 'AbortError'))
        })
        return page.promise
      },
    }),
    () => null,
  )
  async function respondWith(token: string, bytes: Uint8Array<ArrayBuffer>) {
    pendingPages.get(token)?.resolve(bytes)
    await settle()
  }

  return {
    requestedTokens,
    aborted,
    loadPage: (token: string, options: { prefetch?: boolean; signal?: AbortSignal } = {}) =>
      engine.loadPage(
        { runList, cursor: cursorAt(token), prefetch: options.prefetch ?? true },
        options.signal ?? never,
      ),
    checkForNew: () => engine.checkForNew({ runList }, never),
    respond: (token: string) => {
      const n = Number(token)
      return respondWith(token, pageBytes([{ sid: sidOf('FN', n + 1) }], { next: String(n + 1) }))
    },
    respondWith,
    fail: async (token: string) => {
      pendingPages.get(token)?.reject(new Problem('unavailable'))
      await settle()
    },
  }
}

test('prefetches the next page once, as soon as a page has arrived', async () => {
  const { requestedTokens, loadPage, respond } = createSlowList()
  const first = loadPage('')
  await settle()
  expect(requestedTokens).toEqual([''])
  await respond('')
  expect(requestedTokens).toEqual(['', '1'])
  expect(await first).toMatchObject({ next: { token: '1' } })

  const second = loadPage('1')
  await settle()
  expect(requestedTokens).toEqual(['', '1'])
  await respond('1')
  expect(await second).toMatchObject({ loaded: 2 })
  expect(requestedTokens).toEqual(['', '1', '2'])
})

test('requests the next page before it is busy with this one', async () => {
  const { requestedTokens, aborted, loadPage, respondWith } = createSlowList()
  const first = loadPage('').catch((thrown: unknown) => thrown)
  await settle()
  // The next request has left by the time that the end of the page turns out to be missing.
  await respondWith('', pageBytes([{ sid: sidOf('FN', 1) }], { next: '1' }).slice(0, -1))
  expect(await first).toMatchObject({ kind: 'truncated' })
  expect([requestedTokens, aborted]).toEqual([['', '1'], ['1']])
})

test('does not prefetch without the option', async () => {
  const { requestedTokens, loadPage, respond } = createSlowList()
  void loadPage('', { prefetch: false })
  await settle()
  await respond('')
  expect(requestedTokens).toEqual([''])
})

test('cancels a prefetch that is not claimed within a second', async () => {
  const { requestedTokens, aborted, loadPage, respond } = createSlowList()
  void loadPage('')
  await settle()
  await respond('')
  await vi.advanceTimersByTimeAsync(900)
  expect(aborted).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(aborted).toEqual(['1'])
  // A later load sends a new request.
  void loadPage('1')
  await settle()
  expect(requestedTokens).toEqual(['', '1', '1'])
})

test('keeps a completed prefetch for a later load', async () => {
  const { requestedTokens, loadPage, respond } = createSlowList()
  void loadPage('')
  await settle()
  await respond('')
  await respond('1')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await loadPage('1', { prefetch: false })).toMatchObject({ loaded: 2 })
  expect(requestedTokens).toEqual(['', '1'])
})

test('an abort cancels the running request, even if it began as a prefetch', async () => {
  const { aborted, loadPage, respond } = createSlowList()
  void loadPage('')
  await settle()
  await respond('')
  const abort = new AbortController()
  const [second] = [
    loadPage('1', { signal: abort.signal }).catch((thrown: unknown) => thrown),
    settle().then(() => abort.abort()),
  ]
  expect(await second).toMatchObject({ name: 'AbortError' })
  expect(aborted).toEqual(['1'])
})

test('reports a failed prefetch to the load that claims it, then requests the page again', async () => {
  const { requestedTokens, loadPage, respond, fail } = createSlowList()
  void loadPage('')
  await settle()
  await respond('')
  await fail('1')
  await expect(loadPage('1')).rejects.toMatchObject({ kind: 'unavailable' })
  void loadPage('1')
  await settle()
  expect(requestedTokens).toEqual(['', '1', '1'])
})

test('checkForNew waits for the running request', async () => {
  const { requestedTokens, loadPage, checkForNew, respond } = createSlowList()
  void loadPage('')
  await settle()
  await respond('')
  expect(requestedTokens).toEqual(['', '1'])
  void checkForNew()
  void loadPage('1')
  await settle()
  expect(requestedTokens).toEqual(['', '1'])
  await respond('1')
  // The check was queued before the load, so its request comes first.
  expect(requestedTokens).toEqual(['', '1', ''])
})
