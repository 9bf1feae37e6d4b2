import fc from 'fast-check'
import { expect, test } from 'vitest'

import { toHtmlTable, toTabSeparated } from './copied-rows.ts'

const table = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), {
  minLength: 1,
})
const hostile = fc.constantFrom('a\tb', 'a\r\nb', '\u2028', '<script>', '"', '&amp;', '')
const hostileTable = fc.array(fc.array(hostile, { minLength: 2, maxLength: 2 }), { minLength: 1 })

test('tab-separated values have as many lines and cells as the rows', () => {
  fc.assert(
    fc.property(fc.oneof(table, hostileTable), (rows) => {
      const lines = toTabSeparated(rows).split(/\r\n|[\r\n\u2028]/)
      expect(lines.map((line) => line.split('\t').length)).toEqual(rows.map(() => 2))
    }),
  )
})

test('a text of a cell is no markup in the HTML table', () => {
  fc.assert(
    fc.property(fc.oneof(table, hostileTable), (rows) => {
      const html = toHtmlTable(rows)
      expect(html.replaceAll(/<\/?(?:table|tr|td)>/g, '')).not.toMatch(/[<>"]/)
      expect(html.match(/<td>/g)).toHaveLength(rows.length * 2)
    }),
  )
})

test('texts without separators are copied as they are', () => {
  const rows = [
    ['+14155550199', 'a "b" & c'],
    ['FN1', ''],
  ]
  expect(toTabSeparated(rows)).toBe('+14155550199\ta "b" & c\nFN1\t')
  expect(toHtmlTable(rows)).toBe(
    '<table><tr><td>+14155550199</td><td>a &quot;b&quot; &amp; c</td></tr><tr><td>FN1</td><td></td></tr></table>',
  )
})

test('a cell that begins with a quotation mark stays one cell', () => {
  expect(
    toTabSeparated([
      ['"yes', 'say "no"'],
      ['a', 'b'],
    ]),
  ).toBe('"""yes"\tsay "no"\na\tb')
})
