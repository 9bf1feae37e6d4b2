import fc from 'fast-check'
import { expect, test } from 'vitest'

import { rawLines, rawRow } from './raw-lines.ts'

/** As one would write it without thinking of size. */
function naive(text: string, width: number): ReturnType<typeof rawRow>[] {
  let start = 0
  return text.split('\n').flatMap((line, i) => {
    const pieces = []
    for (let at = 0; at < Math.max(1, line.length); at += width) {
      const piece = line.slice(at, at + width)
      pieces.push({ text: piece, from: start + at, line: at === 0 ? i + 1 : null })
    }
    start += line.length + 1
    return pieces
  })
}

test('rows are the lines, cut where they are too long', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (each, width) => {
      const lines = rawLines(each, width)
      expect(Array.from({ length: lines.count }, (_, row) => rawRow(lines, row))).toEqual(naive(each, width))
    }),
  )
})

test('one line of five million units', () => {
  const lines = rawLines('x'.repeat(5_000_000), 80)
  expect(lines.count).toBe(62_500)
  expect(rawRow(lines, 62_499)).toEqual({ text: 'x'.repeat(80), from: 62_499 * 80, line: null })
})
