import { expect, test } from 'vitest'

import { readFields } from './date-range-fields.ts'

const filled = (text: string) => ({ text, incomplete: false })
const read = (from: string, to: string) => readFields({ from: filled(from), to: filled(to) }, 'Europe/Berlin')

test('two times in the zone they are meant in', () => {
  expect(read('2026-11-03T09:00', '2026-11-04T09:00')).toEqual({
    ok: true,
    range: { from: Date.parse('2026-11-03T08:00:00Z'), to: Date.parse('2026-11-04T08:00:00Z') },
  })
})

test('an empty field is no bound', () => {
  expect(read('', '2026-11-04T09:00')).toMatchObject({ range: { from: null } })
  expect(read('', '')).toEqual({ ok: true, range: { from: null, to: null } })
})

test('an end that is not after the start is refused at the end', () => {
  expect(read('2026-11-04T09:00', '2026-11-03T09:00')).toMatchObject({ ok: false, field: 'to' })
  expect(read('2026-11-04T09:00', '2026-11-04T09:00')).toMatchObject({ ok: false, field: 'to' })
})

test('half a date is refused, not taken for none', () => {
  const half = readFields({ from: { text: '', incomplete: true }, to: filled('') }, 'UTC')
  expect(half).toMatchObject({ ok: false, field: 'from', sentence: expect.stringContaining('not complete') })
  expect(read('', '20260-01-01T00:00')).toMatchObject({ ok: false, field: 'to' })
})
