import fc from 'fast-check'
import { expect, test } from 'vitest'

import { highlightSegments } from './highlight-segments.ts'
import { wrapLines, rawRow, rawRowAt } from './raw-lines.ts'
import { searchText } from './search-text.ts'

test('highlights every match, across all rows that it covers, and nothing else', async () => {
  const letters = fc.constantFrom('a', 'b', '\n')
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: letters, maxLength: 40 }),
      fc.string({ unit: letters, minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      async (text, query, width) => {
        const matches = await searchText(text, query, new AbortController().signal)
        const found = { ...matches, text, query, current: 0 }
        const lines = wrapLines(text, width)
        const highlighted = Array.from<number | null>({ length: text.length }).fill(null)
        for (let row = 0; row < lines.count; row++) {
          const { text: rowText, from } = rawRow(lines, row)
          const segments = highlightSegments(rowText, from, found)
          expect(segments.map(({ start, end }) => rowText.slice(start, end)).join('')).toBe(rowText)
          for (const { start, end, match } of segments) highlighted.fill(match, from + start, from + end)
        }
        const matchAt = (offset: number) => {
          const match = matches.starts.findIndex((start) => start <= offset && offset < start + query.length)
          return match < 0 ? null : match
        }
        // Line breaks are in no row.
        const isRendered = (offset: number) => text[offset] !== '\n'
        const offsets = Array.from(text, (_, offset) => offset).filter(isRendered)
        expect(offsets.map((offset) => highlighted[offset])).toEqual(offsets.map(matchAt))
      },
    ),
  )
})

test('rawRowAt finds the row that holds an offset', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      (text, width) => {
        const lines = wrapLines(text, width)
        for (const [offset, unit] of text.split('').entries()) {
          const row = rawRow(lines, rawRowAt(lines, offset))
          // A line break belongs to the end of its row.
          expect(`${row.text}\n`[offset - row.from]).toBe(unit)
        }
      },
    ),
  )
})
