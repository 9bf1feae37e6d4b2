import fc from 'fast-check'
import { expect, test } from 'vitest'

import { isSid, type EngagementSid } from '#contract/sid.ts'

import { SidColumn } from './sid-column.ts'

const hex = fc.constantFrom(...'0123456789abcdefAF'.split(''))
const sid = fc
  .oneof(
    fc.string({ unit: hex, minLength: 32, maxLength: 32 }),
    // Few distinct values, so that many are duplicates.
    fc.integer({ min: 0, max: 30 }).map((n) => n.toString(16).padStart(32, '0')),
  )
  .map((digits) => `FN${digits}`)
  .filter((text): text is EngagementSid => isSid('FN', text))

const nth = (n: number) => `FN${(n * 7919).toString(16).padStart(32, '0')}`

test('agrees with an array of strings, exactly as sent', () => {
  fc.assert(
    fc.property(fc.array(fc.option(sid), { maxLength: 200 }), (sids) => {
      const column = new SidColumn()
      const rows: (EngagementSid | null)[] = []
      for (const each of sids) {
        const existing = each === null ? -1 : rows.indexOf(each)
        expect(column.insert(each)).toBe(existing >= 0 ? existing : rows.length)
        if (existing < 0) rows.push(each)
      }
      expect(rows.map((_, row) => column.at(row))).toEqual(rows)
      expect(rows.map((_, row) => column.isPresent(row))).toEqual(rows.map((each) => each !== null))
      const sidsInRows = rows.filter((each) => each !== null)
      expect(sidsInRows.map((each) => column.rowOf(each))).toEqual(
        sidsInRows.map((each) => rows.indexOf(each)),
      )
    }),
  )
})

test('grows beyond its initial slots, and does not find a SID that was never added', () => {
  const column = new SidColumn()
  for (let n = 0; n < 20_000; n++) {
    const each = nth(n)
    if (isSid('FN', each)) column.insert(each)
  }
  for (const n of [0, 1, 9999, 19_999]) expect(column.at(n)).toBe(nth(n))
  const absent = nth(20_000)
  expect(isSid('FN', absent) && column.rowOf(absent)).toBe(null)
})
