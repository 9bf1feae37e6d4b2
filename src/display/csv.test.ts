import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { csvLine, guardFormula } from './csv.ts'

/** A reader of RFC 4180 and nothing else. */
function parseCsv(file: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < file.length; at++) {
    const sign = file[at]
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (file[at + 1] === '"') cell += file[++at]
      else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === ',') {
      line.push(cell)
      cell = ''
    } else if (sign === '\r' && file[at + 1] === '\n') {
      lines.push([...line, cell])
      line = []
      cell = ''
      at++
    } else if (sign === '"' || sign === '\r' || sign === '\n')
      throw new Error(`A bare sign at ${at} that must be quoted.`)
    else cell += sign
  }
  expect([quoted, line, cell], 'what is left after the last line').toEqual([false, [], ''])
  return lines
}

/** Texts of what is hard about CSV, lone surrogates among them. */
const hardText = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', ' ', '\t', "'", ';', 'a', '\uD800', '\uDC00', '\uFEFF'),
  }),
  fc.string({ unit: 'binary' }),
)

describe('csvLine', () => {
  test('is read again as it was written', () => {
    const lines = fc.array(fc.array(hardText, { minLength: 1 }))
    fc.assert(
      fc.property(lines, (cells) => {
        expect(parseCsv(cells.map(csvLine).join(''))).toEqual(cells)
      }),
    )
  })

  test('quotes what must be quoted, and nothing else', () => {
    expect(csvLine(['a', 'b c', '+14155550123', ''])).toBe('a,b c,+14155550123,\r\n')
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', ' a', 'a '])).toBe(
      '"a,b","say ""hi""","two\nlines"," a","a "\r\n',
    )
  })
})

describe('guardFormula', () => {
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
  ])('%j is a formula', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
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
  ])('%j is none', (text) => {
    expect(guardFormula(text)).toBe(text)
  })

  test('either leaves a text as it is or puts one apostrophe before it', () => {
    fc.assert(
      fc.property(hardText, (text) => {
        expect([text, `'${text}`]).toContain(guardFormula(text))
      }),
    )
  })

  test('no number that JSON can write is touched', () => {
    const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.bigInt())
    fc.assert(
      fc.property(numbers, (number) => {
        expect(guardFormula(String(number))).toBe(String(number))
      }),
    )
  })
})
