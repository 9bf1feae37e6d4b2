import { expect, test } from 'vitest'

import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'

import { findOlderActiveRun, isLatestRun } from './active-runs.ts'

const row = (n: number, status: string, started: number | null): EngagementRow => ({
  row: n,
  sid: sidOf('FN', n),
  status,
  contact: '+14155550123',
  started,
  updated: null,
  durationMs: null,
  outcome: null,
  stuck: null,
  match: null,
})

const runs = (...rows: EngagementRow[]) => rowsFrom(0, { rows, total: rows.length })

test('the older active run is the oldest that started before this one', () => {
  const all = runs(
    row(5, 'active', 50),
    row(4, 'ended', 40),
    row(3, 'active', 30),
    row(2, 'active', 20),
    row(1, 'active', null),
  )
  expect(findOlderActiveRun(all, { sid: sidOf('FN', 4), started: 40 })?.sid).toBe(sidOf('FN', 2))
  expect(findOlderActiveRun(all, { sid: sidOf('FN', 2), started: 20 })).toBeNull()
  expect(findOlderActiveRun(all, { sid: sidOf('FN', 9), started: null })).toBeNull()
  expect(findOlderActiveRun(null, { sid: sidOf('FN', 9), started: 1 })).toBeNull()
})

test('a run is the latest when the loaded runs of its contact have no later one', () => {
  const first = { sid: sidOf('FN', 1), started: 0 }
  expect(isLatestRun(runs(row(1, 'active', 0)), first)).toBe(true)
  expect(isLatestRun(runs(row(2, 'ended', 5), row(1, 'active', 0)), first)).toBe(false)
  expect(isLatestRun(null, first)).toBe(false)
})
