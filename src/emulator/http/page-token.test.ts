import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { decodePageToken, encodePageToken } from './page-token.ts'

const positions = fc.record({
  snapshotAt: fc.integer({ min: 0, max: 4e12 }),
  offset: fc.integer({ min: 0, max: 2 ** 32 }),
})

test('a token decodes to its position, in its own list only', () => {
  fc.assert(
    fc.property(positions, (position) => {
      const token = encodePageToken('/v1/Flows', position)
      expect(token).toMatch(/^[\w-]+$/)
      expect(decodePageToken('/v1/Flows', token)).toEqual(position)
      expect(decodePageToken('/v1/Other', token)).toBeNull()
    }),
  )
})

test('any other text is not a token', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodePageToken('/v1/Flows', text)).toBeNull()
    }),
  )
  expect(decodePageToken('/v1/Flows', `PA${btoa('a.b.c')}`)).toBeNull()
})
