import fc from 'fast-check'
import { expect, test } from 'vitest'

import { runListOf, type RunFilter } from '#contract/run-source.ts'
import { createEngine } from '#engine/engine.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { GrowingList } from '#testing/growing-list.ts'
import { sidOf } from '#testing/sids.ts'
import { maxParallelSlices, planSlices, readSlices } from '#twilio/run-slices.ts'

/*
 * Filters asked of Twilio, with slices, the list itself and new runs in any order, against a naive model: an array of all
 * runs. Pages are small here (10 runs), so slices are many.
 */

const runList = runListOf(sidOf('FW', 1), 'executions')
const never = new AbortController().signal
const nowMs = Date.UTC(2026, 10, 3)
const pageSize = 10

type Run = { sid: string; status: string; date_created: string }
const startOf = (run: Run) => Date.parse(run.date_created)
const runAt = (n: number, startedMs: number): Run => ({
  sid: sidOf('FN', n),
  status: n % 3 === 0 ? 'active' : 'ended',
  date_created: new Date(startedMs).toISOString().replace('.000', ''),
})

function createTest(secondsAgo: readonly number[]) {
  let runs = secondsAgo.toSorted((a, b) => a - b).map((ago, n) => runAt(n, nowMs - ago * 1000))
  const list = new GrowingList(runs, 'executions')
  let running = 0
  const seen = { maxRunning: 0 }
  const engine = createEngine(
    engineClient({
      engagementsPage: async (_list, cursor, _signal, size, filter) => {
        running++
        seen.maxRunning = Math.max(seen.maxRunning, running)
        // A page of 1,000 is one of 10 here; a small one stays small.
        const bytes = list.page(cursor, size === 50 ? 5 : pageSize, filter)
        await Promise.resolve()
        running--
        return bytes
      },
    }),
    () => {},
  )
  return {
    engine,
    seen,
    allRuns: () => runs,
    arrive: (count: number) => {
      const added = Array.from({ length: count }, (_, i) =>
        runAt(runs.length + i, nowMs + runs.length * 1000),
      )
      runs = [...added.toReversed(), ...runs]
      list.prepend(...added.toReversed())
    },
    /** All loaded runs that match a filter, in the list's order. */
    loaded: async (filter: Partial<RunFilter> = {}) => {
      const query = parseQuery({ ...emptyQuery, ...filter })
      const { rows, loaded, unlisted } = await engine.rows({ runList, query, from: 0, size: 10_000 }, never)
      return { sids: rows.map(({ sid }) => sid ?? ''), loaded, unlisted }
    },
    modelSids: ({ status, from, to }: RunFilter, among = runs) =>
      among
        .filter(
          (run) =>
            (status === null || run.status === status) &&
            startOf(run) >= (from ?? -Infinity) &&
            startOf(run) < (to ?? Infinity),
        )
        .map(({ sid }) => sid),
  }
}

const secondsAgo = fc.oneof(
  // Evenly, all at once, or in bursts: several runs start in one second.
  fc.array(fc.nat(5000), { maxLength: 150 }),
  fc.array(fc.nat(30), { maxLength: 150 }),
  fc.array(
    fc.tuple(fc.nat(20), fc.nat(3)).map(([burst, k]) => burst * 250 + k),
    { maxLength: 150 },
  ),
)
const bound = fc.option(
  fc.nat(5_200_000).map((ago) => nowMs - ago),
  { nil: null },
)
const anyFilter: fc.Arbitrary<RunFilter> = fc.record({
  status: fc.constantFrom('active', null),
  from: bound,
  to: bound,
})
/** What happens between two rounds of slices. */
const anyEvent = fc.constantFrom('arrive', 'arrive-many', 'load-page', 'check', 'fetch-new', 'nothing')

test('a filter finds what the model finds, whatever happens meanwhile, and reading the list ends with every run once', async () => {
  await fc.assert(
    fc.asyncProperty(
      secondsAgo,
      anyFilter,
      fc.array(anyEvent, { maxLength: 12 }),
      fc.option(fc.double({ min: 1e-6, max: 1, noNaN: true }), { nil: null }),
      async (starts, filter, events, runsPerMs) => {
        const { engine, seen, arrive, loaded, allRuns, modelSids } = createTest(starts)
        let next = (await engine.loadPage({ runList, cursor: null }, never)).next
        const before = allRuns()
        let plan = planSlices(filter, runsPerMs, nowMs)
        for (let round = 0; plan.slices.length > 0; round++) {
          const read = await readSlices(
            plan,
            (slice) => engine.loadFiltered({ runList, filter: slice.filter, cursor: slice.cursor }, never),
            nowMs,
          )
          plan = read.rest
          const event = events[round] ?? 'nothing'
          if (event === 'arrive') arrive(2)
          if (event === 'arrive-many') arrive(17)
          if (event === 'check') await engine.checkForNew({ runList }, never)
          if (event === 'fetch-new') await engine.fetchNew({ runList }, never)
          if (event === 'load-page' && next)
            next = (await engine.loadPage({ runList, cursor: next }, never)).next
        }
        expect(plan.isCutShort).toBe(false)
        expect(seen.maxRunning).toBeLessThanOrEqual(maxParallelSlices)

        // Nothing that was there when it was asked is missing, and nothing is there twice.
        const found = (await loaded(filter)).sids
        expect(found).toEqual(expect.arrayContaining(modelSids(filter, before)))
        expect(new Set(found).size).toBe(found.length)
        expect(modelSids(filter)).toEqual(expect.arrayContaining(found))

        // Without the filter, reading goes on from its own token.
        while (next) next = (await engine.loadPage({ runList, cursor: next }, never)).next
        await engine.fetchNew({ runList }, never)
        const all = await loaded()
        expect(all.sids.toSorted()).toEqual(
          allRuns()
            .map(({ sid }) => sid)
            .toSorted(),
        )
        expect([all.loaded, all.unlisted]).toEqual([allRuns().length, 0])
      },
    ),
    { numRuns: 300 },
  )
})

test('runs that only a filter found do not end the reading of the list, nor count as read', async () => {
  const { engine, loaded } = createTest(Array.from({ length: 40 }, (_, i) => i * 60))
  const filter = { status: 'active', from: null, to: null } as const
  const first = await engine.loadPage({ runList, cursor: null }, never)
  const found = await engine.loadFiltered({ runList, filter, cursor: null }, never)
  expect([found.rowCount, found.newestStartMs]).toEqual([10, nowMs])
  expect(await loaded()).toMatchObject({ loaded: 16, unlisted: 6 })
  const second = await engine.loadPage({ runList, cursor: first.next }, never)
  expect(second).toMatchObject({ added: 10, loaded: 20, isNewestFirst: true, stopReason: null })
  expect(second.oldestStartMs).toBe(nowMs - 19 * 60_000)
})
