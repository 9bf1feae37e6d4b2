import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formatCsvLine, escapeFormula } from './csv.ts'

/** A strict RFC 4180 parser. */
function parseCsv(file: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < file.length; index++) {
    const char = file[index]
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (file[index + 1] === '"') cell += file[++index]
      else isQuoted = false
    } else if (char === '"' && cell === '') isQuoted = true
    else if (char === ',') {
      line.push(cell)
      cell = ''
    } else if (char === '\r' && file[index + 1] === '\n') {
      lines.push([...line, cell])
      line = []
      cell = ''
      index++
    } else if (char === '"' || char === '\r' || char === '\n')
      throw new Error(`An unquoted character at ${index} that must be quoted.`)
    else cell += char
  }
  expect([isQuoted, line, cell], 'the rest after the last line').toEqual([false, [], ''])
  return lines
}

/** Texts with characters that are special in CSV, and lone surrogates. */
const specialText = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', ' ', '\t', "'", ';', 'a', '\uD800', '\uDC00', '\uFEFF'),
  }),
  fc.string({ unit: 'binary' }),
)

describe('formatCsvLine', () => {
  test('a strict parser reads back the same cells', () => {
    const lines = fc.array(fc.array(specialText, { minLength: 1 }))
    fc.assert(
      fc.property(lines, (cells) => {
        expect(parseCsv(cells.map(formatCsvLine).join(''))).toEqual(cells)
      }),
    )
  })

  test('quotes only cells that need it', () => {
    expect(formatCsvLine(['a', 'b c', '+14155550123', ''])).toBe('a,b c,+14155550123,\r\n')
    expect(formatCsvLine(['a,b', 'say "hi"', 'two\nlines', ' a', 'a '])).toBe(
      '"a,b","say ""hi""","two\nlines"," a","a "\r\n',
    )
  })
})

describe('escapeFormula', () => {
  test.each([
    '=HYPERLINK("https://example.com")',
    '=1',
    '@SUM(A1)',
    '+1+cmd|" /C calc"!A0',
    '-2+3',
    '-',
    '+',
    '+1 415 555 0123',
    '+1415555=1',
    '+14155550123\n=1',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋14155550123',
    '+14155550123\u202E<b>',
    '-Infinity',
    '--1',
    '-1e',
  ])('%j is escaped', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`)
  })

  test.each([
    '+14155550123',
    '-1',
    '-12.50',
    '+3.',
    '-.5',
    '-1.5e-7',
    '9007199254740993123',
    '',
    'a=1',
    "'=1",
    ' =1',
    '{"a":"=1"}',
    'whatsapp:+14155550123',
  ])('%j is not escaped', (text) => {
    expect(escapeFormula(text)).toBe(text)
  })

  test('returns the text unchanged or with one apostrophe before it', () => {
    fc.assert(
      fc.property(specialText, (text) => {
        expect([text, `'${text}`]).toContain(escapeFormula(text))
      }),
    )
  })

  test('JSON numbers are not escaped', () => {
    const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.bigInt())
    fc.assert(
      fc.property(numbers, (number) => {
        expect(escapeFormula(String(number))).toBe(String(number))
      }),
    )
  })
})
