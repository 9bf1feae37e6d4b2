import { expect, test } from 'vitest'

import { FlowQueries } from '#engine/query/flow-queries.ts'
import { FlowStore } from '#engine/store/flow-store.ts'
import { parsePage } from '#engine/load/parse-page.ts'
import { hourMs, minuteMs } from '#format/time/time-units.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import type { RunSteps } from '#story/run-steps.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

const noSteps: RunSteps = {
  outcome: null,
  lastWidget: null,
  waitingSinceMs: null,
  waits: [],
  exits: [],
}
const query = (change: Partial<ListQuery>) => ({ ...emptyQuery, ...change, search: { terms: [] } })

const run = (n: number, contactNumber: number, status = 'active') => ({
  sid: sidOf('FN', n),
  status,
  contact_channel_address: `+1415555010${contactNumber}`,
  date_created: `2026-11-03T10:0${n}:00Z`,
  date_updated: `2026-11-03T11:00:00Z`,
})

/** A flow of active runs 1–4, the last two of one contact, and ended run 5. */
function createFlow() {
  const store = new FlowStore()
  const bytes = pageBytes([run(1, 1), run(2, 2), run(3, 3), run(4, 3), run(5, 4, 'ended')])
  store.append({ bytes, isCompressed: false, rows: parsePage(bytes).rows })
  const queries = new FlowQueries(store)
  const now = store.columns.nowMs
  return {
    store,
    now,
    view: (change: Partial<ListQuery>) => queries.rowsInView(query(change), 0, 9),
    setSteps: (n: number, steps: Partial<RunSteps>) =>
      store.setSteps([
        {
          sid: sidOf('FN', n),
          status: n === 5 ? 'ended' : 'active',
          updated: Date.parse('2026-11-03T11:00:00Z'),
          steps: { ...noSteps, ...steps },
        },
      ]),
    waits: (ms: number) => ({
      outcome: { kind: 'waiting', widget: 'ask', reason: null } as const,
      waitingSinceMs: now - ms,
    }),
    rowsWithoutSteps: (change: Partial<ListQuery>, max = 9) =>
      queries.rowsWithoutSteps(query(change), max).map(({ sid }) => sid),
    matchesWithoutSteps: (change: Partial<ListQuery>, max = 9) =>
      queries.matchesWithoutSteps(query(change), max).map(({ sid }) => sid),
  }
}

const sids = (...numbers: number[]) => numbers.map((n) => sidOf('FN', n))

const stuckFirst = { outcomes: ['stuck'], sort: { by: 'started', descending: false } } as const

test('where too little is known, a run is stuck after an hour', () => {
  const { view, setSteps, waits } = createFlow()
  setSteps(1, waits(hourMs - 1))
  setSteps(2, waits(hourMs + 1))
  const { rows, stuckWidgets, counts } = view(stuckFirst)
  expect(rows.map(({ sid }) => sid)).toEqual([sidOf('FN', 2)])
  expect(rows[0]?.stuck).toMatchObject({ widget: 'ask', limitMs: hourMs, completedWaits: null })
  expect(stuckWidgets).toEqual([{ widget: 'ask', limitMs: hourMs, completedWaits: null, runs: 1 }])
  // Stuck runs are waiting; those whose steps are not loaded are not known to be stuck.
  expect(counts.outcome).toMatchObject({ stuck: 1, waiting: 4 })
  expect(counts.outcomeParts).toMatchObject({ 'waiting-not-loaded': 2, 'not-loaded': 1 })
  expect(view({}).stuckWidgets).toBe(null)
})

test('with 20 completed waits a run is stuck after the 95th percentile, but not within a minute', () => {
  const { view, setSteps, waits } = createFlow()
  const waited = (count: number, each: (i: number) => number) =>
    setSteps(5, { waits: Array.from({ length: count }, (_, i) => ({ widget: 'ask', ms: each(i) })) })
  setSteps(1, waits(13 * minuteMs))
  setSteps(2, waits(11 * minuteMs))
  waited(19, () => 1000)
  expect(view(stuckFirst).total).toBe(0)
  // The longest of 20 does not count.
  waited(20, (i) => (i === 0 ? hourMs : i === 1 ? 12 * minuteMs : 1000))
  expect(view(stuckFirst).rows.map(({ stuck }) => stuck)).toEqual([
    expect.objectContaining({ limitMs: 12 * minuteMs, completedWaits: 20 }),
  ])
  waited(40, () => 1000)
  expect(view(stuckFirst).stuckWidgets).toMatchObject([{ limitMs: minuteMs, runs: 2 }])
})

test('a run becomes stuck as time passes', () => {
  const { store, view, setSteps, waits, now } = createFlow()
  setSteps(1, waits(hourMs - 1000))
  expect(view(stuckFirst).total).toBe(0)
  store.columns.moveNow(now + 10_000)
  expect(view(stuckFirst).total).toBe(1)
})

test('only the last run of a contact can keep new ones from starting', () => {
  const { view, setSteps, waits } = createFlow()
  for (const n of [2, 3, 4]) setSteps(n, waits(2 * hourMs))
  expect(view(stuckFirst).rows.map(({ stuck }) => stuck?.isLatest)).toEqual([true, false, true])
})

test('the runs whose steps a filter needs: active ones for stuck, ended ones for other outcomes', () => {
  const { rowsWithoutSteps, matchesWithoutSteps, setSteps, waits } = createFlow()
  setSteps(1, waits(0))
  expect(rowsWithoutSteps(stuckFirst)).toEqual(sids(2, 3, 4))
  expect(rowsWithoutSteps(stuckFirst, 1)).toEqual(sids(2))
  expect(rowsWithoutSteps({ outcomes: ['failed'] })).toEqual(sids(5))
  expect(rowsWithoutSteps({ outcomes: ['waiting', 'not-loaded'] })).toEqual([])
  expect(rowsWithoutSteps({ status: 'active', sort: stuckFirst.sort })).toEqual(sids(2, 3, 4))
  // Those that match already, whatever their outcome.
  expect(matchesWithoutSteps({ status: 'active', sort: stuckFirst.sort })).toEqual(sids(2, 3, 4))
  expect(matchesWithoutSteps({ outcomes: ['waiting'], sort: stuckFirst.sort }, 1)).toEqual(sids(2))
  // Loaded again, they would not decide it either.
  setSteps(5, {})
  expect(rowsWithoutSteps({ outcomes: ['failed'] })).toEqual([])
})
