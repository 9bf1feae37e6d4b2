import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'

import { describeExitCounts, exitRows } from './exit-rows.ts'

const definition = parseDefinition({
  states: [
    {
      name: 'ask',
      transitions: [{ event: 'incomingMessage', next: 'bye' }, { event: 'timeout' }],
    },
  ],
})

test('marks the exits that only other revisions have', () => {
  const exits = [
    { widget: 'ask', event: 'incomingMessage', next: 'bye', runs: 9 },
    { widget: 'ask', event: 'timeout', next: 'Ended', runs: 2 },
    { widget: 'ask', event: 'timeout', next: 'bye', runs: 1 },
  ]
  expect(exitRows(definition, { exits }).map(({ isDefined }) => isDefined)).toEqual([true, true, false])
  expect(exitRows(null, { exits })).toHaveLength(3)
})

test.each([
  [0, 12, false, 'No steps are loaded, so no exit has a count.'],
  [1, 1, false, 'Exits are counted over the 1 of 1 run whose steps are loaded.'],
  [120, 12_088, true, 'Exits are counted over the 120 of 12,088+ runs whose steps are loaded.'],
])('%i of %i runs, more: %s', (counted, total, isMore, sentence) => {
  expect(describeExitCounts(counted, total, isMore)).toBe(sentence)
})
