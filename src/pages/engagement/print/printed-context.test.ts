import { expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'
import { ParsedText } from '#json/worker/parsed-text.ts'
import { noMask } from '#ui/text/text-mask.ts'

import { printedContext } from './printed-context.ts'

const parsed = (text: string) => new ParsedText(text, indexJson(text))

const mask = (text: string) => text.replaceAll('4155550123', '••••••0123')

test('a context is printed with its digits, masked, invisible characters by name', () => {
  expect(printedContext(parsed('{"n":12345678901234567890,"to":"+14155550123\u202e"}'), mask)).toEqual({
    text: '{\n  "n": 12345678901234567890,\n  "to": "+1••••••0123⟨U+202E⟩"\n}',
    isCut: false,
  })
})

test('a long context is cut', () => {
  const { text, isCut } = printedContext(parsed(JSON.stringify(Array(100_000).fill('four'))), noMask)
  expect(isCut).toBe(true)
  expect(text).toHaveLength(200_000)
})
