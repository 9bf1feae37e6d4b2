import { expect, test } from 'vitest'

import { mergeContext } from './merge-context.ts'

test.each([
  ['{"sid":"FN1","context":{},"url":"é\\u00e9"}', '{"sid":"FN1","context":{"n":1.0},"url":"é\\u00e9"}'],
  ['{"context" : null }', '{"context" : {"n":1.0} }'],
  // The last duplicate counts, even if its key is escaped.
  ['{"context":{"old":1},"c\\u006fntext":{}}', '{"context":{"old":1},"c\\u006fntext":{"n":1.0}}'],
  ['{"sid":"FN1" }', '{"sid":"FN1","context":{"n":1.0} }'],
  ['{ }', '{"context":{"n":1.0} }'],
])('%s becomes %s', (json, expected) => {
  expect(mergeContext(json, '{"n":1.0}')).toBe(expected)
})
