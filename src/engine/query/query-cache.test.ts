import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { outcomeOfStatus, countsOf, outcomeOptions, rowOutcomes } from '#contract/outcome.ts'
import { channels } from '#contract/channel.ts'
import { parseQuery, parseSearch } from '#search/interpret/parse-search.ts'
import { emptyQuery, sortKeys, type ListQuery, type ParsedQuery } from '#search/query/list-query.ts'
import type { RunExit } from '#story/run-steps.ts'
import { sidOf } from '#testing/sids.ts'
import { countExits } from '#engine/steps/count-exits.ts'
import type { ExitCounts } from '#engine/rpc/row-results.ts'
import { FlowStore } from '#engine/store/flow-store.ts'
import type { ParsedRow } from '#engine/store/parsed-page.ts'
import { noMatch, notChecked, matched } from '#engine/store/match-results.ts'
import { exitState, NaiveRows, numberOrNull, rowOutcomeOf } from '#testing/engine/naive-rows.ts'

import { FlowQueries } from './flow-queries.ts'

// Few distinct values each, so that duplicates, ties and edge cases occur.
const sid = fc.option(fc.integer({ min: 0, max: 15 }).map((n) => sidOf('FN', n)))
const time = fc.constantFrom(Number.NaN, 0, 1000, 2000, 2000.5, 3000, 4000, 60_000)
/** Mostly null: a query with every filter set would match nothing. */
const sometimes = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
const bound = sometimes(fc.constantFrom(0, 1000, 2000, 3000, 60_000))
const seconds = sometimes(fc.constantFrom(-1, 0, 1, 2, 59))
const contact = fc.constantFrom(
  null,
  '',
  '+15555550100',
  '+15555550101',
  'whatsapp:+15555550100',
  'client:ada',
  'ada',
)
const parsedRow: fc.Arbitrary<ParsedRow> = fc.record({
  sid,
  status: fc.constantFrom('active', 'ended', 'paused', null),
  contact,
  started: time,
  updated: time,
  span: fc.constant({ start: 0, end: 0 }),
  contextSpan: fc.constant(null),
  isContextEmpty: fc.constant(true),
})
const page = fc.array(parsedRow, { maxLength: 8 })
const texts = [
  '',
  '5550100',
  'ada',
  '-ada',
  'ada -client:ada',
  sidOf('FN', 3),
  'status:paused',
  '-status:active',
  'duration:4..',
  '-duration:..9',
  'ended:ask',
  'ada -ended:bye',
  'passed:ask>bye',
  '-passed:ask>sent>*',
  'passed:ask>sent>bye -passed:bye>Ended',
  'passed:ask>bye ended:bye',
  '-passed:ask>bye -ended:ask',
]
const exits: readonly RunExit[] = [
  { widget: 'ask', event: 'sent', next: 'bye' },
  { widget: 'ask', event: 'timeout', next: 'bye' },
  { widget: 'ask', event: 'sent', next: 'Ended' },
  { widget: 'bye', event: 'sent', next: 'Ended' },
]
const listQuery: fc.Arbitrary<ListQuery> = fc.record({
  status: sometimes(fc.constantFrom('active', 'ended')),
  channels: sometimes(fc.subarray([...channels])).map((some) => some ?? []),
  outcomes: sometimes(fc.subarray([...outcomeOptions])).map((some) => some ?? []),
  from: bound,
  to: bound,
  minSeconds: seconds,
  maxSeconds: seconds,
  sort: fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
  text: sometimes(fc.constantFrom(...texts)).map((text) => text ?? ''),
})
const window = fc.record({ from: fc.nat(20), size: fc.nat(20), anchor: fc.nat(30) })
type Window = typeof window extends fc.Arbitrary<infer W> ? W : never
const step = fc.oneof(
  fc.record({ do: fc.constant('append' as const), page }),
  fc.record({ do: fc.constant('head' as const), pages: fc.array(page, { maxLength: 2 }) }),
  fc.record({
    do: fc.constant('match' as const),
    row: fc.nat(30),
    state: fc.constantFrom(notChecked, noMatch, matched),
  }),
  fc.record({
    do: fc.constant('steps' as const),
    row: fc.nat(30),
    widget: fc.constantFrom('ask', 'bye', null),
    exits: fc.option(fc.subarray([...exits])),
  }),
  fc.record({ do: fc.constant('time' as const), ms: fc.constantFrom(-30_000, 100, 5000, 60_000) }),
  fc.record({ do: fc.constant('query' as const), which: fc.nat(2), window }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 5000 }))
afterEach(() => vi.useRealTimers())

test('agrees with the naive model for any order of pages, matches, queries and passing time', () => {
  fc.assert(
    fc.property(
      fc.tuple(listQuery, listQuery, listQuery),
      fc.array(step, { maxLength: 14 }),
      (queries, steps) => {
        const results = replay(queries, steps)
        expect(results.map(({ actual }) => actual)).toEqual(results.map(({ expected }) => expected))
      },
    ),
    { numRuns: 500 },
  )
})

/** Runs the steps on the store and on the model. @returns the results of both, for each query step and at the end */
function replay(queries: readonly ListQuery[], steps: readonly Step[]) {
  const store = new FlowStore()
  const flowQueries = new FlowQueries(store)
  const model = new NaiveRows()
  // Keeps a reference, as the context search does: the match cache holds weak references only.
  const searchedPredicates = queries
    .flatMap(({ text }) => parseSearch(text).search.terms.flatMap(({ predicates }) => predicates))
    .filter((each) => each.on === 'context')
    .map((each) => ({ key: JSON.stringify(each), results: store.matchResultsFor(each) }))
  model.nowMs = store.columns.nowMs
  const whole = { from: 0, size: 100, anchor: 0 }
  const last = queries.map((_, which): Step => ({ do: 'query', which, window: whole }))
  return [...steps, ...last].flatMap((each) => {
    switch (each.do) {
      case 'append':
        store.append({ bytes: new Uint8Array(), isCompressed: false, rows: each.page })
        model.merge([each.page], 'tail')
        return []
      case 'head':
        store.prepend(
          each.pages.map((some) => ({ bytes: new Uint8Array(), isCompressed: false, rows: some })),
        )
        model.merge(each.pages, 'head')
        return []
      case 'match': {
        const row = model.listed.find((some) => some.number === each.row)
        for (const { key, results } of row ? searchedPredicates : []) {
          results.set(each.row, each.state)
          row?.matchStates.set(key, each.state)
        }
        return []
      }
      case 'steps': {
        const row = model.listed.find((some) => some.number === each.row)
        if (!row || row.sid === null) return []
        const updated = numberOrNull(row.updated)
        const loaded = { sid: row.sid, status: row.status, updated }
        const says = { lastWidget: each.widget, exits: each.exits }
        store.setSteps([{ ...loaded, steps: { ...noSteps, ...says } }])
        Object.assign(row, says)
        return []
      }
      case 'time':
        vi.setSystemTime(Date.now() + each.ms)
        store.moveNow()
        model.nowMs = store.columns.nowMs
        return []
      case 'query': {
        const query = queries[each.which] ?? emptyQuery
        return [
          {
            actual: actualResult(store, flowQueries, parseQuery(query), each.window),
            expected: expectedResult(model, query, each.window),
          },
        ]
      }
    }
  })
}

const noSteps = { outcome: null, waitingSinceMs: null, waits: [] }

const edges = [0, 1000, 2500, 60_000]

/** Everything that the engine returns for a query. */
function actualResult(
  store: FlowStore,
  flowQueries: FlowQueries,
  query: ParsedQuery,
  { from, size, anchor }: Window,
) {
  const { active, ended, other } = flowQueries.histogram(query, edges)
  const { search: _search, version: _version, ...view } = flowQueries.rowsInView(query, from, size, anchor)
  const rows = flowQueries.matchingRows(query)
  return { ...view, bins: { active, ended, other }, exitCounts: inOrder(countExits(store.columns, rows)) }
}

/** Exits that as many runs took come in any order. */
const inOrder = ({ exits: some, ways, ...counts }: ExitCounts) => ({
  ...counts,
  taken: [...some, ...ways]
    .filter(({ runs }) => runs > 0)
    .map((each) => JSON.stringify(each))
    .toSorted(),
})

/** The counts as the lists that their filters give. */
function expectedExits(model: NaiveRows, query: ListQuery): ReturnType<typeof inOrder> {
  const all = model.matchingRows(query)
  const runsOf = (widget: string, event: string | null, next: string) =>
    all.filter((row) => exitState(row, { on: 'exit', widget, event, next }) === matched).length
  const ways = [...new Map(exits.map(({ widget, next }) => [widget + next, { widget, next }])).values()]
  return inOrder({
    exits: exits.map((each) => ({ ...each, runs: runsOf(each.widget, each.event, each.next) })),
    ways: ways.map((each) => ({ ...each, runs: runsOf(each.widget, null, each.next) })),
    counted: all.filter((row) => (row.exits ?? null) !== null).length,
    missingSteps: all.filter((row) => row.sid !== null && row.lastWidget === undefined).length,
  })
}

function expectedResult(
  model: NaiveRows,
  query: ListQuery,
  { from, size, anchor }: Window,
): ReturnType<typeof actualResult> {
  const all = model.matchingRows(query)
  const index = all.findIndex((row) => row.number === anchor)
  const countOf = (change: Partial<ListQuery>) => model.matchingRows({ ...query, ...change }).length
  const anyTime = model.matchingRows({ ...query, from: null, to: null })
  const bins = (has: (status: string | null) => boolean) =>
    edges.slice(1).map((end, bin) => {
      const start = edges[bin] ?? 0
      return anyTime.filter(({ started, status }) => started >= start && started < end && has(status)).length
    })
  return {
    from,
    rows: all.slice(from, from + size).map((row) => ({
      row: row.number,
      sid: row.sid,
      status: row.status,
      contact: row.contact,
      started: numberOrNull(row.started),
      updated: numberOrNull(row.updated),
      durationMs: numberOrNull(model.durationMs(row)),
      outcome: outcomeOfStatus(row.status),
      stuck: null,
      match: null,
    })),
    nowMs: model.nowMs,
    total: all.length,
    loaded: model.listed.length,
    unlisted: 0,
    stuckWidgets: query.outcomes.includes('stuck') ? [] : null,
    missingSteps: model.missingSteps(query),
    anchorIndex: index < 0 ? null : index,
    counts: {
      status: {
        all: countOf({ status: null }),
        active: countOf({ status: 'active' }),
        ended: countOf({ status: 'ended' }),
      },
      channel: {
        phone: countOf({ channels: ['phone'] }),
        whatsapp: countOf({ channels: ['whatsapp'] }),
        sip: countOf({ channels: ['sip'] }),
        client: countOf({ channels: ['client'] }),
        other: countOf({ channels: ['other'] }),
      },
      outcome: countsOf(outcomeOptions, (option) => countOf({ outcomes: [option] })),
      outcomeParts: countsOf(
        rowOutcomes,
        (part) =>
          model.matchingRows({ ...query, outcomes: [] }).filter((row) => rowOutcomeOf(row) === part).length,
      ),
    },
    bins: {
      active: bins((status) => status === 'active'),
      ended: bins((status) => status === 'ended'),
      other: bins((status) => status !== 'active' && status !== 'ended'),
    },
    exitCounts: expectedExits(model, query),
  }
}
