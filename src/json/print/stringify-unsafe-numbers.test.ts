import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { stringifyUnsafeNumbers } from './stringify-unsafe-numbers.ts'

test('unsafe numbers become strings of their digits', () => {
  const text =
    '{"id":9007199254740993123,"amount":12.50,"small":1e2,"none":-0,"plain":[-7,0.5,0],"1.50":"9007199254740993123 \\" 1.50"}'
  expect(JSON.parse(stringifyUnsafeNumbers(text))).toEqual({
    id: '9007199254740993123',
    amount: '12.50',
    small: '1e2',
    none: '-0',
    plain: [-7, 0.5, 0],
    '1.50': '9007199254740993123 " 1.50',
  })
})

test('safe numbers and invalid JSON stay unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 1)
      expect(stringifyUnsafeNumbers(text)).toBe(text)
    }),
  )
  for (const text of ['{"a":1.50,"b":"', '[1.50,-]', '']) expect(stringifyUnsafeNumbers(text)).toBe(text)
})

test('skips strings of any length', () => {
  const long = `["${String.raw`\n`.repeat(2_000_000)}",1.0]`
  expect(stringifyUnsafeNumbers(long).endsWith('","1.0"]')).toBe(true)
})
