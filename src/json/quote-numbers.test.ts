import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { quoteNumbers } from './quote-numbers.ts'

test('numbers keep the digits they were sent with', () => {
  const text =
    '{"id":9007199254740993123,"amount":12.50,"small":1e2,"none":-0,"plain":[-7,0.5,0],"1.50":"9007199254740993123 \\" 1.50"}'
  expect(JSON.parse(quoteNumbers(text))).toEqual({
    id: '9007199254740993123',
    amount: '12.50',
    small: '1e2',
    none: '-0',
    plain: [-7, 0.5, 0],
    '1.50': '9007199254740993123 " 1.50',
  })
})

test('what JavaScript writes the same is left alone, and so is what is no JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 1)
      expect(quoteNumbers(text)).toBe(text)
    }),
  )
  for (const text of ['{"a":1.50,"b":"', '[1.50,-]', '']) expect(quoteNumbers(text)).toBe(text)
})

test('a string of any length is stepped over', () => {
  const long = `["${String.raw`\n`.repeat(2_000_000)}",1.0]`
  expect(quoteNumbers(long).endsWith('","1.0"]')).toBe(true)
})
