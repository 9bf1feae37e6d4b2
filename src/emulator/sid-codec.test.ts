import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isSid } from '#contract/sid.ts'

import { maxPosition, positionOf, sidAt } from './sid-codec.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const positions = fc.integer({ min: 0, max: maxPosition })

test('a SID leads back to the position it was made from', () => {
  fc.assert(
    fc.property(seeds, positions, (seed, position) => {
      const sid = sidAt('FN', seed, position)
      expect(isSid('FN', sid)).toBe(true)
      expect(positionOf('FN', seed, sid)).toBe(position)
    }),
  )
})

test('a SID of another flow, or with one digit changed, leads nowhere', () => {
  fc.assert(
    fc.property(seeds, positions, fc.integer({ min: 2, max: 33 }), (seed, position, at) => {
      const sid = sidAt('FN', seed, position)
      expect(positionOf('FN', seed ^ 1, sid)).toBeNull()
      const changed = `${sid.slice(0, at)}${sid[at] === '0' ? '1' : '0'}${sid.slice(at + 1)}`
      expect(isSid('FN', changed) && positionOf('FN', seed, changed)).toBeNull()
    }),
  )
})

test('neighbours share nothing one could see', () => {
  const sids = Array.from({ length: 2000 }, (_, i) => sidAt('FN', 7, i))
  expect(new Set(sids).size).toBe(2000)
  expect(new Set(sids.map((sid) => sid.slice(2, 6))).size).toBeGreaterThan(1900)
})
