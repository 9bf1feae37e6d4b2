import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isSid } from '#contract/sid.ts'

import { maxPosition, decodeSid, encodeSid } from './sid-codec.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const positions = fc.integer({ min: 0, max: maxPosition })

test('a SID decodes to its position', () => {
  fc.assert(
    fc.property(seeds, positions, (seed, position) => {
      const sid = encodeSid('FN', seed, position)
      expect(isSid('FN', sid)).toBe(true)
      expect(decodeSid('FN', seed, sid)).toBe(position)
    }),
  )
})

test('a SID of another flow, or with one changed digit, decodes to null', () => {
  fc.assert(
    fc.property(seeds, positions, fc.integer({ min: 2, max: 33 }), (seed, position, index) => {
      const sid = encodeSid('FN', seed, position)
      expect(decodeSid('FN', seed ^ 1, sid)).toBeNull()
      const changed = `${sid.slice(0, index)}${sid[index] === '0' ? '1' : '0'}${sid.slice(index + 1)}`
      expect(isSid('FN', changed) && decodeSid('FN', seed, changed)).toBeNull()
    }),
  )
})

test('the SIDs of neighbouring positions look unrelated', () => {
  const sids = Array.from({ length: 2000 }, (_, i) => encodeSid('FN', 7, i))
  expect(new Set(sids).size).toBe(2000)
  expect(new Set(sids.map((sid) => sid.slice(2, 6))).size).toBeGreaterThan(1900)
})
