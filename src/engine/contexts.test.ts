import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { everything } from '#search/question.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'
import { createOwnScanner } from './own-scanner.ts'
import type { RowsInView } from './protocol.ts'
import type { Scanners } from './scanners.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal
const row = (n: number, context: unknown, more: object = {}) => ({ sid: sidOf('FN', n), context, ...more })

type Made = {
  pages: readonly (readonly unknown[])[]
  contexts?: Record<EngagementSid, string | Problem>
  scanners?: Scanners
}

/** An engine that has read some pages; the last one names no further page. */
async function engineOn({ pages, contexts = {}, scanners = createOwnScanner() }: Made) {
  let told: (() => void) | null = null
  const asked: EngagementSid[] = []
  const engine = createEngine(
    {
      engagementsPage: async (_flow, cursor) => {
        const at = Number(cursor?.token ?? 0)
        return pageBytes(pages[at] ?? [], { next: at + 1 < pages.length ? String(at + 1) : null })
      },
      engagementBytes: async (_flow, sid) =>
        new TextEncoder().encode(JSON.stringify({ sid, context: { n: 'late' }, status: 'ended' })),
      context: async (_flow, sid, signal) => {
        asked.push(sid)
        await Promise.resolve()
        signal?.throwIfAborted()
        const context = contexts[sid]
        if (typeof context === 'string') return context
        throw context ?? new Problem('not-found')
      },
    },
    () => told?.(),
    { scanners },
  )
  const readPage = (at: number) =>
    engine.readPage({ flowSid, cursor: at === 0 ? null : { page: null, token: String(at) } }, never)
  const rows = (text: string, more = {}) =>
    engine.rows({ flowSid, question: { ...everything, text }, from: 0, size: 100, ...more }, never)
  /** Asks again whenever something has changed, as the list does, until the answer is as it should be. */
  async function until(text: string, good: (view: RowsInView) => boolean): Promise<RowsInView> {
    for (;;) {
      const changed = new Promise<void>((resolve) => (told = resolve))
      const view = await rows(text)
      if (good(view)) return view
      await changed
    }
  }
  const searched = (text: string) => until(text, ({ search }) => search === null || search.state === 'done')
  return { engine, readPage, rows, until, searched, asked }
}

const sidsOf = ({ rows }: RowsInView) => rows.map(({ sid }) => Number.parseInt(sid?.slice(2) ?? '', 16))

describe('searching', () => {
  test('finds a text in contexts, tells where, and goes on with pages that are read later', async () => {
    const { readPage, searched } = await engineOn({
      pages: [
        [row(1, { a: 'Needle' }), row(2, { needle: 1 }), row(3, {})],
        [row(4, null), row(5, { body: '{"b":"a needle"}' })],
      ],
    })
    await readPage(0)
    const first = await searched('needle')
    expect(sidsOf(first)).toEqual([1])
    expect(first.rows[0]?.found).toEqual({ path: ['a'], text: 'Needle', start: 0, end: 6 })
    expect(first.search).toMatchObject({ state: 'done', searched: 2, empty: 1 })
    await readPage(1)
    const second = await searched('needle')
    expect(sidsOf(second)).toEqual([1, 5])
    expect(second.rows[1]?.found).toMatchObject({ path: ['body', 'b'], start: 2, end: 8 })
    expect(second.search).toMatchObject({ searched: 3, empty: 2 })
    expect(second.search?.bytes).toBe(second.search?.ofBytes)
  })

  test('no context is looked at for what needs none', async () => {
    const { readPage, rows } = await engineOn({ pages: [[row(1, { a: 1 })]] })
    await readPage(0)
    expect((await rows('')).search).toBe(null)
    expect((await rows('status:ended')).search).toBe(null)
  })

  test('what must not be there passes once it was looked for, and marks nothing', async () => {
    const { readPage, searched, rows } = await engineOn({
      pages: [[row(1, { a: 'needle' }), row(2, { a: 'hay' }), row(3, {})]],
    })
    await readPage(0)
    expect(sidsOf(await rows('-needle'))).toEqual([])
    const found = await searched('-needle')
    expect(sidsOf(found)).toEqual([2])
    expect(found.rows[0]?.found).toBe(null)
  })

  test('paused, it looks no further; it goes on when told to', async () => {
    const { engine, readPage, rows, searched } = await engineOn({
      pages: Array.from({ length: 6 }, (_, n) => [row(n, { a: 'needle' })]),
    })
    for (let n = 0; n < 6; n++) await readPage(n)
    await rows('needle')
    await engine.search({ flowSid, run: false }, never)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const paused = await rows('needle')
    expect(paused.search?.state).toBe('paused')
    expect(paused.search?.searched).toBeLessThan(6)
    await engine.search({ flowSid, run: true }, never)
    expect(sidsOf(await searched('needle'))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('a search that was asked before is not done again', async () => {
    const own = createOwnScanner()
    let jobs = 0
    const counting: Scanners = {
      width: 1,
      ask: (name, ...asked) => {
        if (name === 'judge') jobs++
        return own.ask(name, ...asked)
      },
    }
    const { readPage, searched } = await engineOn({ pages: [[row(1, { a: 'x' })]], scanners: counting })
    await readPage(0)
    await searched('one')
    await searched('two')
    expect(jobs).toBe(2)
    await searched('one')
    expect(jobs).toBe(2)
  })

  test('an engagement that is read again is looked at again', async () => {
    const { engine, readPage, searched } = await engineOn({
      pages: [[row(1, { n: 'early' }, { status: 'active' })]],
    })
    await readPage(0)
    expect(sidsOf(await searched('late'))).toEqual([])
    await engine.refresh({ flowSid, engagementSids: [sidOf('FN', 1)] }, never)
    expect(sidsOf(await searched('late'))).toEqual([1])
    expect(sidsOf(await searched('early'))).toEqual([])
  })

  test('places beyond the first of a page are found when they are shown', async () => {
    const { readPage, until } = await engineOn({
      pages: [Array.from({ length: 80 }, (_, n) => row(n, { n: `needle ${n}` }))],
    })
    await readPage(0)
    const shown = await until(
      'needle',
      ({ rows }) => rows.length === 80 && rows.every(({ found }) => found !== null),
    )
    expect(shown.rows.map(({ found }) => found?.text)).toEqual(
      Array.from({ length: 80 }, (_, n) => `needle ${n}`),
    )
  })

  test('a page that no scanner can look at is not counted, and the search ends', async () => {
    const broken: Scanners = { width: 2, ask: () => Promise.reject(new Problem('unexpected')) }
    const { readPage, searched } = await engineOn({ pages: [[row(1, { a: 'x' })]], scanners: broken })
    await readPage(0)
    expect((await searched('x')).search).toMatchObject({ state: 'done', searched: 0 })
  })

  test('whatever the pages hold, and in whatever order they come, it finds what a plain look finds', async () => {
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
      fc.asyncProperty(pages, fc.array(fc.nat(5), { maxLength: 3 }), async (all, askAt) => {
        const { readPage, searched, rows } = await engineOn({
          pages: all.map((page) => page.map(([n, of]) => row(n, of))),
        })
        for (let at = 0; at < all.length; at++) {
          await readPage(at)
          if (askAt.includes(at)) await rows('x')
        }
        // The last context that was not empty is the one that counts.
        const known = new Map<number, string>()
        for (const [n, of] of all.flat()) if (of && 'a' in of) known.set(n, of.a)
        const expected = [...known].filter(([, a]) => a.includes('x')).map(([n]) => n)
        expect(new Set(sidsOf(await searched('x')))).toEqual(new Set(expected))
      }),
      { numRuns: 25 },
    )
  })
})

describe('columns', () => {
  test('values as they were sent, cut; told apart from what is missing and what was not read', async () => {
    const { engine, readPage } = await engineOn({
      pages: [[row(1, { a: { b: '1.0' } }), row(2, { a: 'y'.repeat(500) }), row(3, {})]],
    })
    await readPage(0)
    const values = await engine.values({ flowSid, rows: [0, 1, 2, 99], paths: [['a', 'b'], ['a']] }, never)
    expect(values).toEqual([
      [
        { state: 'value', text: '"1.0"' },
        { state: 'value', text: '{"b":"1.0"}' },
      ],
      [{ state: 'missing' }, { state: 'value', text: `"${'y'.repeat(199)}…` }],
      [{ state: 'unread' }, { state: 'unread' }],
      [{ state: 'unread' }, { state: 'unread' }],
    ])
  })
})

describe('loading contexts', () => {
  const pages = [[row(1, {}), row(2, { a: 'here' }), row(3, null), row(4, {}, { status: 'active' })]]
  const contexts = { [sidOf('FN', 1)]: '{"a":"Needle 1.0"}', [sidOf('FN', 4)]: '{}' }

  test('asks for those that came empty, and the search and the columns then know them', async () => {
    const { engine, readPage, searched, asked } = await engineOn({ pages, contexts })
    await readPage(0)
    const question = { ...everything, text: 'needle' }
    expect(await engine.loadContexts({ flowSid, question }, never)).toEqual({ loaded: 2, failed: 1 })
    expect(asked).toEqual([1, 3, 4].map((n) => sidOf('FN', n)))
    const found = await searched('needle')
    expect(sidsOf(found)).toEqual([1])
    expect(found.search?.empty).toBe(1)
    expect(await engine.listed({ flowSid, engagementSid: sidOf('FN', 1) }, never)).toMatchObject({
      context: '{"a":"Needle 1.0"}',
    })
    expect(await engine.values({ flowSid, rows: [0, 2, 3], paths: [['a']] }, never)).toEqual([
      [{ state: 'value', text: '"Needle 1.0"' }],
      [{ state: 'unread' }],
      [{ state: 'missing' }],
    ])
  })

  test('asks only for those that may answer the question', async () => {
    const { engine, readPage, asked } = await engineOn({ pages, contexts })
    await readPage(0)
    await engine.loadContexts({ flowSid, question: { ...everything, status: 'active', text: 'x' } }, never)
    expect(asked).toEqual([sidOf('FN', 4)])
  })

  test('a failure that would meet all others ends it; what was loaded stays', async () => {
    const { engine, readPage, rows } = await engineOn({
      pages,
      contexts: { ...contexts, [sidOf('FN', 3)]: new Problem('forbidden') },
    })
    await readPage(0)
    const question = { ...everything, text: 'needle' }
    await expect(engine.loadContexts({ flowSid, question }, never)).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect((await rows('needle')).search?.empty).toBe(2)
  })

  test('aborted, it stops, and goes on where it was', async () => {
    const { engine, readPage, asked } = await engineOn({ pages, contexts })
    await readPage(0)
    const abort = new AbortController()
    const question = { ...everything, text: 'needle' }
    const loading = engine.loadContexts({ flowSid, question }, abort.signal)
    await Promise.resolve()
    abort.abort()
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked.length).toBeLessThan(2)
    expect(await engine.loadContexts({ flowSid, question }, never)).toEqual({ loaded: 2, failed: 1 })
  })
})
