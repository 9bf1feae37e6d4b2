import fc from 'fast-check'
import { expect, test } from 'vitest'

import { TextColumn } from './text-column.ts'

test('returns every text exactly as pushed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 100 }),
      (texts) => {
        const column = new TextColumn()
        for (const text of texts) column.push(text)
        expect(texts.map((_, row) => column.at(row))).toEqual(texts)
        const first = Math.floor(texts.length / 3)
        const visited: (string | null)[] = []
        column.forEachFrom(first, (text) => visited.push(text))
        expect(visited).toEqual(texts.slice(first))
      },
    ),
  )
})
