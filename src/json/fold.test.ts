import { expect, test } from 'vitest'

import { foldedPattern, foldedUnits } from './fold.ts'

test('the units that are alike are those a pattern takes for each other', () => {
  const unlike = Array.from({ length: 0x1_0000 }, (_, unit) => unit).filter((unit) => {
    const alike = foldedUnits(unit)
    const pattern = foldedPattern(String.fromCharCode(unit), true)
    return !alike.includes(unit) || alike.some((other) => !pattern.test(String.fromCharCode(other)))
  })
  expect(unlike).toEqual([])
})

test('no unit is alike to one that is not named', () => {
  const everything = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit)).join('')
  for (const text of ['k', 's', 'i', 'ß', 'é', 'σ', 'µ', 'İ', 'ı', 'ǆ', 'я', '配', '5', '\u212a', '\u017f']) {
    const pattern = new RegExp(foldedPattern(text, false), 'gi')
    const found = Array.from(everything.matchAll(pattern), ({ index }) => index)
    expect(found).toEqual([...foldedUnits(text.charCodeAt(0))].toSorted((a, b) => a - b))
  }
})

test('what means something to a pattern means itself', () => {
  const text = String.raw`^$\.*+?()[]{}|/-d\d`
  expect(foldedPattern(text, true).test(text)).toBe(true)
  expect(foldedPattern('a.c', false).test('abc')).toBe(false)
  expect(foldedPattern('b', true).test('b\n')).toBe(false)
  expect(foldedPattern('b', true).test('a\nb')).toBe(false)
})
