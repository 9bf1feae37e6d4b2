import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseToken, printToken } from './page-token.ts'

const bookmarks = fc.record({
  since: fc.integer({ min: 0, max: 4e12 }),
  offset: fc.integer({ min: 0, max: 2 ** 32 }),
})

test('a token leads back to its bookmark, in its own list only', () => {
  fc.assert(
    fc.property(bookmarks, (bookmark) => {
      const token = printToken('/v1/Flows', bookmark)
      expect(token).toMatch(/^[\w-]+$/)
      expect(parseToken('/v1/Flows', token)).toEqual(bookmark)
      expect(parseToken('/v1/Other', token)).toBeNull()
    }),
  )
})

test('anything else is no token', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseToken('/v1/Flows', text)).toBeNull()
    }),
  )
  expect(parseToken('/v1/Flows', `PA${btoa('a.b.c')}`)).toBeNull()
})
