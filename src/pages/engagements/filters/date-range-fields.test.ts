import { expect, test } from 'vitest'

import { parseDateRange } from './date-range-fields.ts'

const field = (text: string) => ({ text, isIncomplete: false })
const parse = (from: string, to: string) =>
  parseDateRange({ from: field(from), to: field(to) }, 'Europe/Berlin')

test('parses two times in the given zone', () => {
  expect(parse('2026-11-03T09:00', '2026-11-04T09:00')).toEqual({
    ok: true,
    range: { from: Date.parse('2026-11-03T08:00:00Z'), to: Date.parse('2026-11-04T08:00:00Z') },
  })
})

test('an empty field sets no bound', () => {
  expect(parse('', '2026-11-04T09:00')).toMatchObject({ range: { from: null } })
  expect(parse('', '')).toEqual({ ok: true, range: { from: null, to: null } })
})

test('an end that is not after the start is an error of the field “To”', () => {
  expect(parse('2026-11-04T09:00', '2026-11-03T09:00')).toMatchObject({ ok: false, field: 'to' })
  expect(parse('2026-11-04T09:00', '2026-11-04T09:00')).toMatchObject({ ok: false, field: 'to' })
})

test('an incomplete date is an error, not an empty bound', () => {
  const half = parseDateRange({ from: { text: '', isIncomplete: true }, to: field('') }, 'UTC')
  expect(half).toMatchObject({ ok: false, field: 'from', message: expect.stringContaining('incomplete') })
  expect(parse('', '20260-01-01T00:00')).toMatchObject({ ok: false, field: 'to' })
})
