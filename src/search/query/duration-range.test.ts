import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseDurationRange, serializeDurationRange } from './duration-range.ts'

test('parseDurationRange is the inverse of serializeDurationRange', () => {
  const end = fc.option(fc.nat())
  fc.assert(
    fc.property(end, end, (one, other) => {
      const [minSeconds, maxSeconds] =
        one !== null && other !== null && one > other ? [other, one] : [one, other]
      const text = serializeDurationRange({ minSeconds, maxSeconds })
      expect(text && parseDurationRange(text)).toEqual(text && { minSeconds, maxSeconds })
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
  ['1 m .. 5 m', 60, 300],
])('%s', (text, minSeconds, maxSeconds) => {
  expect(parseDurationRange(text)).toEqual({ minSeconds, maxSeconds })
})

test.each(['', '..', '60', '300..60', '1.5..2', '-1..', '1w..', '99999999999999999999..', '60...300'])(
  '"%s" is not a duration range',
  (text) => {
    expect(parseDurationRange(text)).toBeNull()
  },
)
