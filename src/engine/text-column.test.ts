import fc from 'fast-check'
import { expect, test } from 'vitest'

import { TextColumn } from './text-column.ts'

test('gives back every text it was given', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 100 }),
      (texts) => {
        const column = new TextColumn()
        for (const text of texts) column.push(text)
        expect(texts.map((_, row) => column.at(row))).toEqual(texts)
        const first = Math.floor(texts.length / 3)
        const read: (string | null)[] = []
        column.forEachFrom(first, (text) => read.push(text))
        expect(read).toEqual(texts.slice(first))
      },
    ),
  )
})
