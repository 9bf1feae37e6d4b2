import fc from 'fast-check'
import { expect, test } from 'vitest'

import { wrapLines, rawRow, rawRowAt } from './raw-lines.ts'

/** A naive reference that ignores performance. */
function naive(text: string, width: number): { text: string; from: number; line: number | null }[] {
  return text.split('\n').flatMap((line, i, all) => {
    const start = all.slice(0, i).join('\n').length + Math.min(i, 1)
    const rows = []
    for (let offset = 0; offset < Math.max(1, line.length); offset += width) {
      rows.push({
        text: line.slice(offset, offset + width),
        from: start + offset,
        line: offset === 0 ? i + 1 : null,
      })
    }
    return rows
  })
}

test('rows are the lines, wrapped at the width', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'é'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (each, width) => {
      const lines = wrapLines(each, width)
      expect(Array.from({ length: lines.count }, (_, row) => rawRow(lines, row))).toEqual(naive(each, width))
    }),
  )
})

test('a row ends one unit earlier where it would split a character, and each character is found in its row', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '😀'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 9 }), (each, width) => {
      const lines = wrapLines(each, width)
      const rows = Array.from({ length: lines.count }, (_, row) => rawRow(lines, row))
      expect(rows.map((row) => row.text).join('')).toBe(each.replaceAll('\n', ''))
      for (const row of rows) {
        expect(row.text.isWellFormed()).toBe(true)
        expect(row.text.length).toBeLessThanOrEqual(width + 1)
        expect(each.slice(row.from, row.from + row.text.length)).toBe(row.text)
      }
      let offset = 0
      for (const character of each) {
        const row = rows[rawRowAt(lines, offset)] ?? { text: '', from: 0 }
        const isInRow = row.text.startsWith(character, offset - row.from)
        expect([character, isInRow]).toEqual([character, character !== '\n'])
        offset += character.length
      }
    }),
  )
})

test('one line of five million units', () => {
  const lines = wrapLines('x'.repeat(5_000_000), 80)
  expect(lines.count).toBe(62_500)
  expect(rawRow(lines, 62_499)).toEqual({ text: 'x'.repeat(80), from: 4_999_920, line: null })
})
