import { expect, test } from 'vitest'

import { caseInsensitivePattern, caseVariants } from './case-fold.ts'

test('the pattern of a unit matches all its case variants', () => {
  const mismatches = Array.from({ length: 0x1_0000 }, (_, unit) => unit).filter((unit) => {
    const variants = caseVariants(unit)
    const pattern = caseInsensitivePattern(String.fromCharCode(unit), true)
    return !variants.includes(unit) || variants.some((other) => !pattern.test(String.fromCharCode(other)))
  })
  expect(mismatches).toEqual([])
})

test('the pattern matches no other units', () => {
  const everything = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit)).join('')
  for (const text of [
    'k',
    's',
    'i',
    'ß',
    'é',
    'σ',
    'µ',
    'İ',
    'ı',
    'ǆ',
    'я',
    '配',
    '5',
    "'",
    '’',
    '\u212a',
    '\u017f',
  ]) {
    const pattern = new RegExp(caseInsensitivePattern(text, false), 'gi')
    const found = Array.from(everything.matchAll(pattern), ({ index }) => index)
    expect(found).toEqual([...caseVariants(text.charCodeAt(0))].toSorted((a, b) => a - b))
  }
})

test('the apostrophes of phones and of keyboards are equal', () => {
  expect(caseInsensitivePattern("I can't", true).test('I can’t')).toBe(true)
  expect(caseInsensitivePattern('I can’t', true).test("I can't")).toBe(true)
})

test('special characters of regular expressions match literally', () => {
  const text = String.raw`^$\.*+?()[]{}|/-d\d`
  expect(caseInsensitivePattern(text, true).test(text)).toBe(true)
  expect(caseInsensitivePattern('a.c', false).test('abc')).toBe(false)
  expect(caseInsensitivePattern('b', true).test('b\n')).toBe(false)
  expect(caseInsensitivePattern('b', true).test('a\nb')).toBe(false)
})
