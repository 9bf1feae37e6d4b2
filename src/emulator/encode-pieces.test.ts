import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { encodePieces } from './encode-pieces.ts'

test('pieces come out as the UTF-8 of the whole, however long they are', () => {
  const piece = fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 3000 }))
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const texts = pieces.map(([text, times]) => text.repeat(times))
      expect(Buffer.compare(encodePieces(texts), Buffer.from(texts.join('')))).toBe(0)
    }),
  )
})
