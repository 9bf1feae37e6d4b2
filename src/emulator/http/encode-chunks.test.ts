import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { encodeChunks } from './encode-chunks.ts'

test('the result is the UTF-8 of all chunks joined, whatever their length', () => {
  const chunk = fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 3000 }))
  fc.assert(
    fc.property(fc.array(chunk), (chunks) => {
      const texts = chunks.map(([text, times]) => text.repeat(times))
      expect(Buffer.compare(encodeChunks(texts), Buffer.from(texts.join('')))).toBe(0)
    }),
  )
})
