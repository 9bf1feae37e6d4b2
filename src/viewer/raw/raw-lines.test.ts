import fc from 'fast-check'
import { expect, test } from 'vitest'

import { wrapLines, rawRow } from './raw-lines.ts'

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
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (each, width) => {
      const lines = wrapLines(each, width)
      expect(Array.from({ length: lines.count }, (_, row) => rawRow(lines, row))).toEqual(naive(each, width))
    }),
  )
})

test('one line of five million units', () => {
  const lines = wrapLines('x'.repeat(5_000_000), 80)
  expect(lines.count).toBe(62_500)
  expect(rawRow(lines, 62_499)).toEqual({ text: 'x'.repeat(80), from: 4_999_920, line: null })
})
