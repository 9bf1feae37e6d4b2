import fc from 'fast-check'
import { expect, test } from 'vitest'

import { isSid, type EngagementSid } from '#contract/sid.ts'

import { SidColumn } from './sid-column.ts'

const hex = fc.constantFrom(...'0123456789abcdefAF'.split(''))
const sid = fc
  .oneof(
    fc.string({ unit: hex, minLength: 32, maxLength: 32 }),
    // Few different ones, so that many come twice.
    fc.integer({ min: 0, max: 30 }).map((n) => n.toString(16).padStart(32, '0')),
  )
  .map((digits) => `FN${digits}`)
  .filter((text): text is EngagementSid => isSid('FN', text))

const nth = (n: number) => `FN${(n * 7919).toString(16).padStart(32, '0')}`

test('agrees with a Map of strings, letter for letter', () => {
  fc.assert(
    fc.property(fc.array(fc.option(sid), { maxLength: 200 }), (sids) => {
      const column = new SidColumn()
      const rows: (EngagementSid | null)[] = []
      for (const each of sids) {
        const known = each === null ? -1 : rows.indexOf(each)
        expect(column.put(each)).toBe(known >= 0 ? known : rows.length)
        if (known < 0) rows.push(each)
      }
      expect(rows.map((_, row) => column.at(row))).toEqual(rows)
      const given = rows.filter((each) => each !== null)
      expect(given.map((each) => column.rowOf(each))).toEqual(given.map((each) => rows.indexOf(each)))
    }),
  )
})

test('grows past its first slots, and finds no SID that was never added', () => {
  const column = new SidColumn()
  for (let n = 0; n < 20_000; n++) {
    const each = nth(n)
    if (isSid('FN', each)) column.put(each)
  }
  for (const n of [0, 1, 9999, 19_999]) expect(column.at(n)).toBe(nth(n))
  const never = nth(20_000)
  expect(isSid('FN', never) && column.rowOf(never)).toBe(null)
})
