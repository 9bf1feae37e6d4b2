import { expect, test } from 'vitest'

import { parsePathInput } from './parse-path-input.ts'

test.each([
  ['$.flow.variables.lang', '$.flow.variables.lang'],
  [' flow.variables.lang ', '$.flow.variables.lang'],
  ['widgets.lookup.parsed.items[0]', '$.widgets.lookup.parsed.items[0]'],
  [`$['flow']["my key"]`, `$.flow['my key']`],
  ['$', null],
  ['', null],
  ['flow.', null],
  ['$.items[*]', null],
  ['two words', null],
])('%s', (typed, expected) => {
  expect(parsePathInput(typed)).toBe(expected)
})
