import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseDurationRange, printDurationRange } from './duration-range.ts'

test('what is printed is read back', () => {
  const end = fc.option(fc.nat())
  fc.assert(
    fc.property(end, end, (one, other) => {
      const [atLeast, atMost] = one !== null && other !== null && one > other ? [other, one] : [one, other]
      const printed = printDurationRange({ atLeast, atMost })
      expect(printed && parseDurationRange(printed)).toEqual(printed && { atLeast, atMost })
    }),
  )
})

test.each([
  ['60..300', 60, 300],
  ['60..', 60, null],
  ['..5m', null, 300],
  ['90s..1H', 90, 3600],
  ['1d..', 86_400, null],
  ['0..0', 0, 0],
])('%s', (text, atLeast, atMost) => {
  expect(parseDurationRange(text)).toEqual({ atLeast, atMost })
})

test.each(['', '..', '60', '300..60', '1.5..2', '-1..', '1w..', '99999999999999999999..', '60...300'])(
  'no range: %s',
  (text) => {
    expect(parseDurationRange(text)).toBeNull()
  },
)
