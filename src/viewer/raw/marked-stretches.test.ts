import fc from 'fast-check'
import { expect, test } from 'vitest'

import { stretchesOf } from './marked-stretches.ts'
import { rawLines, rawRow, rawRowAt } from './raw-lines.ts'
import { searchText } from './search-text.ts'

test('every match is marked, over as many rows as it stands in, and nothing else is', async () => {
  const letters = fc.constantFrom('a', 'b', '\n')
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: letters, maxLength: 40 }),
      fc.string({ unit: letters, minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      async (text, sought, width) => {
        const matches = await searchText(text, sought, new AbortController().signal)
        const found = { ...matches, text, sought, current: 0 }
        const lines = rawLines(text, width)
        const marked = Array.from<number | null>({ length: text.length }).fill(null)
        for (let row = 0; row < lines.count; row++) {
          const { text: piece, from } = rawRow(lines, row)
          const stretches = stretchesOf(piece, from, found)
          expect(stretches.map(({ start, end }) => piece.slice(start, end)).join('')).toBe(piece)
          for (const { start, end, match } of stretches) marked.fill(match, from + start, from + end)
        }
        const matchAt = (offset: number) => {
          const match = matches.starts.findIndex((start) => start <= offset && offset < start + sought.length)
          return match < 0 ? null : match
        }
        // A line break has no place in any row.
        const isDrawn = (offset: number) => text[offset] !== '\n'
        const offsets = Array.from(text, (_, offset) => offset).filter(isDrawn)
        expect(offsets.map((offset) => marked[offset])).toEqual(offsets.map(matchAt))
      },
    ),
  )
})

test('the row of a unit is the one it is drawn in', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (text, width) => {
        const lines = rawLines(text, width)
        for (const [offset, unit] of text.split('').entries()) {
          const row = rawRow(lines, rawRowAt(lines, offset))
          // A line break is where its row ends.
          expect(`${row.text}\n`[offset - row.from]).toBe(unit)
        }
      },
    ),
  )
})
