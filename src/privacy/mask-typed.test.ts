import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { maskText, maskTypedText } from './mask.ts'

describe('maskTypedText', () => {
  test.each([
    ['5550199', '•••••99'],
    ['parcel 555 0199, please', 'parcel ••• ••99, please'],
    ['contact:"5550199"', 'contact:"•••••99"'],
    ['-5550199', '-•••••99'],
    ['+14155550199', '+1••••••••99'],
    ['（415） 555－0199', '（41•） •••－••99'],
    ['٥٥٥ ٠١٩', '••• •١٩'],
    ['ada@example.com', maskText('ada@example.com')],
  ])('masks %s as %s', (typed, masked) => {
    expect(maskTypedText(typed)).toBe(masked)
  })

  test.each([
    '0199',
    'after:2026-11-03 before:2026-11-03T09:12:00Z',
    sidOf('FN', 12_345),
    'duration:3600..7200',
    'order A1234567',
    '12345ab',
  ])('leaves %s', (typed) => {
    expect(maskTypedText(typed)).toBe(typed)
  })

  test('keeps the length, and masks nothing twice', () => {
    const part = fc.constantFrom(
      '1',
      '415',
      '55501',
      '+',
      ' ',
      '-',
      '(',
      '•',
      'a',
      ':',
      '2026-11-03',
      '@x.co',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const masked = maskTypedText(parts.join(''))
        expect(masked).toHaveLength(parts.join('').length)
        expect(maskTypedText(masked)).toBe(masked)
      }),
      { numRuns: 3000 },
    )
  })
})
