import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from '#engine/engine.ts'
import { createInlineSearchWorker } from '#engine/search-worker/inline-search-worker.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import type { SearchWorkerPool } from '#engine/search-worker/search-worker-pool.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal
const row = (n: number, context: unknown, more: object = {}) => ({ sid: sidOf('FN', n), context, ...more })

type EngineFixture = {
  pages: readonly (readonly unknown[])[]
  contexts?: Record<EngagementSid, string | Problem>
  searchWorkers?: SearchWorkerPool
}

/** An engine with a list of pages; the last one has no next page. */
async function createTestEngine({
  pages,
  contexts = {},
  searchWorkers = createInlineSearchWorker(),
}: EngineFixture) {
  let onEvent: (() => void) | null = null
  const requestedSids: EngagementSid[] = []
  const engine = createEngine(
    engineClient({
      engagementsPage: async (_flow, cursor) => {
        const index = Number(cursor?.token ?? 0)
        return pageBytes(pages[index] ?? [], { next: index + 1 < pages.length ? String(index + 1) : null })
      },
      engagementBytes: async (_flow, sid) =>
        new TextEncoder().encode(JSON.stringify({ sid, context: { n: 'late' }, status: 'ended' })),
      context: async (_flow, sid, signal) => {
        requestedSids.push(sid)
        await Promise.resolve()
        signal?.throwIfAborted()
        const context = contexts[sid]
        if (typeof context === 'string') return context
        throw context ?? new Problem('not-found')
      },
    }),
    () => onEvent?.(),
    { searchWorkers },
  )
  const loadPage = (index: number) =>
    engine.loadPage({ runList, cursor: index === 0 ? null : { page: null, token: String(index) } }, never)
  const rows = (text: string, more = {}) =>
    engine.rows({ runList, query: parseQuery({ ...emptyQuery, text }), from: 0, size: 100, ...more }, never)
  /** Repeats the query after each change, as the list does, until the result passes the check. */
  async function rowsWhen(text: string, isExpected: (view: RowsInView) => boolean): Promise<RowsInView> {
    for (;;) {
      const changed = new Promise<void>((resolve) => (onEvent = resolve))
      const view = await rows(text)
      if (isExpected(view)) return view
      await changed
    }
  }
  const searchedRows = (text: string) =>
    rowsWhen(text, ({ search }) => search === null || search.state === 'done')
  return { engine, loadPage, rows, rowsWhen, searchedRows, requestedSids }
}

const sidsOf = ({ rows }: RowsInView) => rows.map(({ sid }) => Number.parseInt(sid?.slice(2) ?? '', 16))

/** Waits until what follows from a promise has happened. */
const settlePromises = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('search', () => {
  test('finds a text in contexts with its location, and searches pages that are loaded later', async () => {
    const { loadPage, searchedRows } = await createTestEngine({
      pages: [
        [row(1, { a: 'Needle' }), row(2, { needle: 1 }), row(3, {})],
        [row(4, null), row(5, { body: '{"b":"a needle"}' })],
      ],
    })
    await loadPage(0)
    const first = await searchedRows('needle')
    expect(sidsOf(first)).toEqual([1])
    expect(first.rows[0]?.match).toEqual({ path: ['a'], text: 'Needle', start: 0, end: 6 })
    expect(first.search).toMatchObject({ state: 'done', searched: 2, missingContexts: 1 })
    await loadPage(1)
    const second = await searchedRows('needle')
    expect(sidsOf(second)).toEqual([1, 5])
    expect(second.rows[1]?.match).toMatchObject({ path: ['body', 'b'], start: 2, end: 8 })
    expect(second.search).toMatchObject({ searched: 3, missingContexts: 2 })
    expect(second.search?.searchedBytes).toBe(second.search?.totalBytes)
  })

  test('once the engine has been idle, only pages that may have an identifier are read for it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    const inline = createInlineSearchWorker()
    const calls: string[] = []
    const indexed = Promise.withResolvers<void>()
    const { engine, loadPage, searchedRows } = await createTestEngine({
      pages: [
        [row(1, { order: '10443217' }), row(2, { order: '20997314' })],
        [row(3, { order: 'AB7755310982' })],
      ],
      searchWorkers: {
        concurrency: 1,
        call: async (method, params, priority) => {
          calls.push(method)
          const result = await inline.call(method, params, priority)
          if (calls.filter((each) => each === 'identifierIndex').length === 2) indexed.resolve()
          return result
        },
      },
    })
    await loadPage(0)
    await loadPage(1)
    const readPages = async (text: string) => {
      const before = calls.length
      const found = sidsOf(await searchedRows(text))
      return { found, read: calls.slice(before).filter((each) => each === 'matchPage').length }
    }
    expect(await readPages('7755310982')).toEqual({ found: [3], read: 2 })
    expect(calls).not.toContain('identifierIndex')
    await vi.advanceTimersByTimeAsync(2000)
    await indexed.promise
    await settlePromises()

    // Inside a longer one, in any case.
    expect(await readPages('ab775531')).toEqual({ found: [3], read: 1 })
    expect(await readPages('-10443217')).toEqual({ found: [2, 3], read: 1 })
    expect(await readPages('"99999999 7755310982"')).toEqual({ found: [], read: 0 })
    expect(await readPages('775531')).toMatchObject({ found: [3], read: 2 })
    // A context that was loaded again is in another page.
    await engine.refresh({ runList, engagementSids: [sidOf('FN', 1)] }, never)
    expect(await readPages('10443217')).toEqual({ found: [], read: 1 })
  })

  test('searches no contexts for a query that does not need them', async () => {
    const { loadPage, rows } = await createTestEngine({ pages: [[row(1, { a: 1 })]] })
    await loadPage(0)
    expect((await rows('')).search).toBe(null)
    expect((await rows('status:ended')).search).toBe(null)
  })

  test('a negated text passes only rows that were searched, and has no match to highlight', async () => {
    const { loadPage, searchedRows, rows } = await createTestEngine({
      pages: [[row(1, { a: 'needle' }), row(2, { a: 'hay' }), row(3, {})]],
    })
    await loadPage(0)
    expect(sidsOf(await rows('-needle'))).toEqual([])
    const found = await searchedRows('-needle')
    expect(sidsOf(found)).toEqual([2])
    expect(found.rows[0]?.match).toBe(null)
  })

  test('stops when paused and continues when resumed', async () => {
    const { engine, loadPage, rows, searchedRows } = await createTestEngine({
      pages: Array.from({ length: 6 }, (_, n) => [row(n, { a: 'needle' })]),
    })
    for (let n = 0; n < 6; n++) await loadPage(n)
    await rows('needle')
    await engine.setSearchRunning({ runList, isRunning: false }, never)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const paused = await rows('needle')
    expect(paused.search?.state).toBe('paused')
    expect(paused.search?.searched).toBeLessThan(6)
    await engine.setSearchRunning({ runList, isRunning: true }, never)
    expect(sidsOf(await searchedRows('needle'))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('does not repeat a recent search', async () => {
    const inline = createInlineSearchWorker()
    let jobs = 0
    const counting: SearchWorkerPool = {
      concurrency: 1,
      call: (method, ...rest) => {
        if (method === 'matchPage') jobs++
        return inline.call(method, ...rest)
      },
    }
    const { loadPage, searchedRows } = await createTestEngine({
      pages: [[row(1, { a: 'x' })]],
      searchWorkers: counting,
    })
    await loadPage(0)
    await searchedRows('one')
    await searchedRows('two')
    expect(jobs).toBe(2)
    await searchedRows('one')
    expect(jobs).toBe(2)
  })

  test('searches an engagement again after a refresh', async () => {
    const { engine, loadPage, searchedRows } = await createTestEngine({
      pages: [[row(1, { n: 'early' }, { status: 'active' })]],
    })
    await loadPage(0)
    expect(sidsOf(await searchedRows('late'))).toEqual([])
    await engine.refresh({ runList, engagementSids: [sidOf('FN', 1)] }, never)
    expect(sidsOf(await searchedRows('late'))).toEqual([1])
    expect(sidsOf(await searchedRows('early'))).toEqual([])
  })

  test('locates matches beyond the first ones of a page when they are displayed', async () => {
    const { loadPage, rowsWhen } = await createTestEngine({
      pages: [Array.from({ length: 80 }, (_, n) => row(n, { n: `needle ${n}` }))],
    })
    await loadPage(0)
    const view = await rowsWhen(
      'needle',
      ({ rows }) => rows.length === 80 && rows.every(({ match }) => match !== null),
    )
    expect(view.rows.map(({ match }) => match?.text)).toEqual(
      Array.from({ length: 80 }, (_, n) => `needle ${n}`),
    )
  })

  test('a page that no search worker can search is not counted, and the search ends', async () => {
    const broken: SearchWorkerPool = { concurrency: 2, call: () => Promise.reject(new Problem('unexpected')) }
    const { loadPage, searchedRows } = await createTestEngine({
      pages: [[row(1, { a: 'x' })]],
      searchWorkers: broken,
    })
    await loadPage(0)
    expect((await searchedRows('x')).search).toMatchObject({ state: 'done', searched: 0, failedContexts: 1 })
  })

  test('finds the same rows as a naive search, for any pages in any order', async () => {
    const context = fc.oneof(
      fc.constant(null),
      fc.constant({}),
      fc.record({ a: fc.constantFrom('x', 'y', 'xy', 'z') }),
    )
    const pages = fc.array(fc.array(fc.tuple(fc.nat(20), context), { maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(pages, fc.array(fc.nat(5), { maxLength: 3 }), async (all, queryAfter) => {
        const { loadPage, searchedRows, rows } = await createTestEngine({
          pages: all.map((page) => page.map(([n, value]) => row(n, value))),
        })
        for (let index = 0; index < all.length; index++) {
          await loadPage(index)
          if (queryAfter.includes(index)) await rows('x')
        }
        // The last context that is not empty counts.
        const latest = new Map<number, string>()
        for (const [n, value] of all.flat()) if (value && 'a' in value) latest.set(n, value.a)
        const expected = [...latest].filter(([, a]) => a.includes('x')).map(([n]) => n)
        expect(new Set(sidsOf(await searchedRows('x')))).toEqual(new Set(expected))
      }),
      { numRuns: 25 },
    )
  })
})

describe('cell values', () => {
  test('returns values exactly as sent but cut, and distinguishes missing from not loaded', async () => {
    const { engine, loadPage } = await createTestEngine({
      pages: [[row(1, { a: { b: '1.0' } }), row(2, { a: 'y'.repeat(500) }), row(3, {})]],
    })
    await loadPage(0)
    const values = await engine.values({ runList, rows: [0, 1, 2, 99], paths: [['a', 'b'], ['a']] }, never)
    expect(values).toEqual([
      [
        { state: 'value', text: '"1.0"' },
        { state: 'value', text: '{"b":"1.0"}' },
      ],
      [{ state: 'missing' }, { state: 'value', text: `"${'y'.repeat(199)}…` }],
      [{ state: 'not-loaded' }, { state: 'not-loaded' }],
      [{ state: 'not-loaded' }, { state: 'not-loaded' }],
    ])
  })
})

const stepsMissing = async (
  { engine }: Awaited<ReturnType<typeof createTestEngine>>,
  text: string,
  max = 9,
) => engine.rowsWithoutSteps({ runList, query: parseQuery({ ...emptyQuery, text }), max }, never)
const loaded = (n: number, lastWidget: string | null) => ({
  sid: sidOf('FN', n),
  status: 'ended',
  updated: null,
  steps: { outcome: null, lastWidget, waitingSinceMs: null, waits: [], exits: [] },
})

describe('the last widget', () => {
  const ended = { status: 'ended' }
  const pages = [
    [
      row(1, { widgets: { ask: {} } }, ended),
      row(2, { widgets: { ask: {}, bye: {} } }, ended),
      row(3, { widgets: {} }, ended),
      row(4, { widgets: { ask: {} } }, { status: 'active' }),
    ],
  ]
  test('of an ended run is known from its steps alone', async () => {
    const testEngine = await createTestEngine({ pages })
    const { engine, loadPage, rows } = testEngine
    await loadPage(0)
    expect((await rows('')).missingSteps).toBe(null)
    const before = await rows('ended:ask')
    expect({ sids: sidsOf(before), missing: before.missingSteps }).toEqual({ sids: [], missing: 3 })
    // An active run has not ended anywhere.
    expect(sidsOf(await rows('-ended:ask'))).toEqual([4])

    expect((await stepsMissing(testEngine, 'ended:ask')).map(({ sid }) => sid)).toEqual(
      [1, 2, 3].map((n) => sidOf('FN', n)),
    )
    expect(await stepsMissing(testEngine, 'ended:ask', 1)).toEqual([
      { sid: sidOf('FN', 1), status: 'ended', updated: null },
    ])
    await engine.setSteps({ runList, loaded: [loaded(1, 'ask'), loaded(2, null)] }, never)
    const after = await rows('ended:ask')
    expect({ sids: sidsOf(after), missing: after.missingSteps }).toEqual({ sids: [1], missing: 1 })
    // The steps of run 2 do not say it.
    expect(sidsOf(await rows('-ended:ask'))).toEqual([4])
    expect(sidsOf(await rows('ended:bye'))).toEqual([])
    expect(sidsOf(await rows('-ended:bye'))).toEqual([1, 4])
  })

  test('is missing only where all else matches', async () => {
    const testEngine = await createTestEngine({ pages })
    await testEngine.loadPage(0)
    const text = 'passed:ask -passed:bye ended:ask'
    expect((await testEngine.searchedRows(text)).missingSteps).toBe(1)
    expect((await stepsMissing(testEngine, text)).map(({ sid }) => sid)).toEqual([sidOf('FN', 1)])
    await testEngine.engine.setSteps({ runList, loaded: [loaded(1, 'ask')] }, never)
    expect(sidsOf(await testEngine.searchedRows(text))).toEqual([1])
  })

  test('passed: finds runs that have a value of the widget, whatever it is', async () => {
    const { loadPage, searchedRows } = await createTestEngine({
      pages: [
        [
          row(1, { widgets: { ask: {} } }),
          row(2, { widgets: { ask: null } }),
          row(3, { widgets: { Ask: {} }, flow: { ask: 1 } }),
          row(4, { widgets: 'ask' }),
          row(5, {}),
        ],
      ],
    })
    await loadPage(0)
    const found = await searchedRows('passed:ask')
    expect(sidsOf(found)).toEqual([1, 2])
    expect(found.search?.missingContexts).toBe(1)
    expect(sidsOf(await searchedRows('-passed:ask'))).toEqual([3, 4])
  })
})

describe('loading contexts', () => {
  const pages = [
    [row(1, {}), row(2, { a: 'here' }), row(3, null, { status: 'ended' }), row(4, {}, { status: 'active' })],
  ]
  const contexts = { [sidOf('FN', 1)]: '{"a":"Needle 1.0"}', [sidOf('FN', 4)]: '{}' }

  test('loads missing contexts, which are then searched and displayed', async () => {
    const { engine, loadPage, searchedRows, requestedSids } = await createTestEngine({ pages, contexts })
    await loadPage(0)
    const query = parseQuery({ ...emptyQuery, text: 'needle' })
    expect(await engine.loadContexts({ runList, query }, never)).toEqual({ loaded: 2, failed: 1 })
    expect(requestedSids).toEqual([1, 3, 4].map((n) => sidOf('FN', n)))
    const found = await searchedRows('needle')
    expect(sidsOf(found)).toEqual([1])
    expect(found.search?.missingContexts).toBe(1)
    expect(await engine.rawEngagement({ runList, engagementSid: sidOf('FN', 1) }, never)).toMatchObject({
      context: '{"a":"Needle 1.0"}',
    })
    expect(await engine.values({ runList, rows: [0, 2, 3], paths: [['a']] }, never)).toEqual([
      [{ state: 'value', text: '"Needle 1.0"' }],
      [{ state: 'not-loaded' }],
      [{ state: 'missing' }],
    ])
  })

  test('misses and requests only contexts of rows that may match the query', async () => {
    const { engine, loadPage, requestedSids } = await createTestEngine({ pages, contexts })
    await loadPage(0)
    const query = parseQuery({ ...emptyQuery, status: 'active', text: 'x' })
    const missingContexts = async (missedBy = query) =>
      (await engine.rows({ runList, query: missedBy, from: 0, size: 9 }, never)).search?.missingContexts
    expect(await missingContexts()).toBe(1)
    // Their steps, or their outcomes, may be missing as well.
    expect(await missingContexts(parseQuery({ ...emptyQuery, text: 'x ended:ask' }))).toBe(3)
    expect(await missingContexts(parseQuery({ ...emptyQuery, text: 'x', outcomes: ['failed'] }))).toBe(1)
    expect(await missingContexts(parseQuery({ ...emptyQuery, text: 'x', outcomes: ['stuck'] }))).toBe(1)
    await engine.loadContexts({ runList, query }, never)
    expect(requestedSids).toEqual([sidOf('FN', 4)])
    // The others, which are not active, are not missed.
    expect(await missingContexts()).toBe(0)
  })

  test('ends at a failure that concerns all contexts, and keeps what was loaded', async () => {
    const { engine, loadPage, rows } = await createTestEngine({
      pages,
      contexts: { ...contexts, [sidOf('FN', 3)]: new Problem('forbidden') },
    })
    await loadPage(0)
    const query = parseQuery({ ...emptyQuery, text: 'needle' })
    await expect(engine.loadContexts({ runList, query }, never)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect((await rows('needle')).search?.missingContexts).toBe(2)
  })

  test('stops when aborted, and can be continued', async () => {
    const { engine, loadPage, requestedSids } = await createTestEngine({ pages, contexts })
    await loadPage(0)
    const abort = new AbortController()
    const query = parseQuery({ ...emptyQuery, text: 'needle' })
    const loading = engine.loadContexts({ runList, query }, abort.signal)
    await Promise.resolve()
    abort.abort()
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
    expect(requestedSids.length).toBeLessThan(2)
    expect(await engine.loadContexts({ runList, query }, never)).toEqual({ loaded: 2, failed: 1 })
  })
})
