import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'

import { describeWidgetCounts, formatRuns, widgetRows } from './widget-rows.ts'

const definition = parseDefinition({
  states: [
    { name: 'Trigger', type: 'trigger', transitions: [] },
    { name: 'ask', type: 'send-and-wait-for-reply', transitions: [] },
    { name: 'bye', type: 'send-message', transitions: [] },
  ],
})

test('has all widgets, those of other revisions too, and no count where no context says one', () => {
  const widgets = [
    { name: 'old', runs: 5 },
    { name: 'bye', runs: 3 },
  ]
  expect(widgetRows(definition, { widgets })).toEqual([
    { name: 'old', type: null, runs: 5, isDefined: false },
    { name: 'bye', type: 'send-message', runs: 3, isDefined: true },
    { name: 'Trigger', type: 'trigger', runs: null, isDefined: true },
    { name: 'ask', type: 'send-and-wait-for-reply', runs: null, isDefined: true },
  ])
  expect(widgetRows(null, { widgets })).toHaveLength(2)
})

const counts = { widgets: [], total: 12_088, counted: 12_000, missingContexts: 88, isReading: false }

test.each([
  [counts, true, false, 'Counted 12,000 of 12,088+ runs read · contexts not loaded: 88'],
  [{ ...counts, counted: 1, total: 1, missingContexts: 0 }, false, true, 'Counted 1 of 1 run that matches'],
  [
    { ...counts, counted: 9, isReading: true },
    false,
    false,
    'Counted 9 of 12,088 runs read · contexts not loaded: 88',
  ],
  [
    { ...counts, counted: 11_990 },
    false,
    false,
    'Counted 11,990 of 12,088 runs read · contexts not loaded: 88 · contexts that couldn’t be read: 10',
  ],
])('%o', (each, isMore, isFiltered, sentence) => {
  expect(describeWidgetCounts(each, { isMore, isFiltered })).toBe(sentence)
})

test('marks a count that may grow', () => {
  expect([formatRuns(1200, true), formatRuns(1200, false)]).toEqual(['1,200+', '1,200'])
})
