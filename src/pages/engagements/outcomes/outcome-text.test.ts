import { expect, test } from 'vitest'

import type { OutcomeOption } from '#contract/outcome.ts'
import { hourMs, minuteMs } from '#format/time/time-units.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'

import { describeStuck, describeUnknownOutcomes } from './outcome-notices.ts'
import { countLoadable, countRuns, countUnknown, describeLoadOutcomes, isCountKnown } from './outcome-text.ts'

const { counts } = rowsFrom(0, { total: 0 })
const outcomeParts = {
  ...counts.outcomeParts,
  'not-loaded': 340,
  'waiting-not-loaded': 11,
  'waiting-undecided': 1,
  undecided: 2,
}

test('the cost of loading outcomes, and its limit', () => {
  expect(describeLoadOutcomes(1)).toBe('Load outcomes of 1 run (1 request)')
  expect(describeLoadOutcomes(340)).toBe('Load outcomes of 340 runs (340 requests)')
  expect(describeLoadOutcomes(2500)).toBe('Load outcomes of 1,000 of 2,500 runs (1,000 requests)')
})

const of = (...outcomes: Parameters<typeof countLoadable>[0]) => [
  countLoadable(outcomes, { ...counts, outcomeParts }),
  countUnknown(outcomes, { ...counts, outcomeParts }),
  describeUnknownOutcomes(outcomes, { ...counts, outcomeParts }),
]

test('what is not known depends on the filter', () => {
  expect(of('stuck')).toEqual([11, 12, '12 active runs: not known where they wait'])
  expect(of('failed')).toEqual([
    340,
    342,
    '340 runs with an outcome that isn’t loaded · 2 runs with an outcome that only the opened run shows',
  ])
  expect(of('waiting', 'not-loaded')).toEqual([0, 0, null])
  expect(of()[0]).toBe(351)
})

test('a status’s count is no total while runs with it may match; of filtered ones it is not known', () => {
  const known = (parts: typeof outcomeParts, outcome: OutcomeOption, filter: 'active' | null) =>
    ([null, 'active', 'ended'] as const).map((status) =>
      isCountKnown({ outcomes: [outcome], status: filter }, { ...counts, outcomeParts: parts }, status),
    )
  expect(known(outcomeParts, 'failed', null)).toEqual([false, true, false])
  expect(known(outcomeParts, 'stuck', 'active')).toEqual([false, false, true])
  expect(known(outcomeParts, 'not-loaded', null)).toEqual([true, true, true])
  expect(known(counts.outcomeParts, 'failed', null)).toEqual([true, true, true])
  expect(known(counts.outcomeParts, 'failed', 'active')).toEqual([false, true, false])
  expect(isCountKnown({ outcomes: [], status: null }, { ...counts, outcomeParts }, null)).toBe(true)
})

test('a count that is no total has a plus', () => {
  expect([countRuns(1, true), countRuns(1200, true)]).toEqual(['1 run', '1,200 runs'])
  expect([countRuns(1, false), countRuns(1200, false)]).toEqual(['1+ runs', '1,200+ runs'])
})

test('why a run is stuck', () => {
  expect(describeStuck({ widget: 'ask', limitMs: 12 * minuteMs, completedWaits: 40 })).toBe(
    'Waiting at ask for longer than 95 of 100 completed waits (12 min)',
  )
  expect(describeStuck({ widget: 'ask', limitMs: hourMs, completedWaits: null })).toBe(
    'Waiting at ask for more than 1 h (too few completed waits are loaded)',
  )
})
