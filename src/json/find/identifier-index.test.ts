import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Rng } from '#emulator/data/random.ts'

import { createFinder } from './find-first.ts'
import { createIdentifierIndex, identifierHashes, mayContainAll } from './identifier-index.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** Whether the index of a text says that it may contain another one. */
function mayContain(text: string, searched: string): boolean {
  const index = createIdentifierIndex(encode(text))
  const hashes = identifierHashes(searched)
  return index === null || hashes === null || mayContainAll(index, hashes)
}

const characters = fc.constantFrom(...'0019afKSz'.split(''))
const identifier = fc.string({ unit: characters, minLength: 8, maxLength: 20 })
const surroundings = fc.string({ unit: fc.constantFrom(...'0aZ-_ "\\é😀'.split('')), maxLength: 12 })

test('what the finder finds, the index never excludes: inside longer ones, in any case, embedded or escaped', () => {
  let found = 0
  let escaped = 0
  fc.assert(
    fc.property(
      fc.array(fc.record({ before: surroundings, value: identifier, after: surroundings }), { maxLength: 5 }),
      fc.nat(4),
      fc.record({ from: fc.nat(4), length: fc.integer({ min: 8, max: 20 }), isUpper: fc.boolean() }),
      fc.nat(3),
      (parts, which, { from, length, isUpper }, depth) => {
        const values = parts.map(({ before, value, after }) => `${before}${value}${after}`)
        let text = JSON.stringify({ values })
        for (let i = 0; i < depth; i++) text = JSON.stringify({ inner: text })
        // One of the characters is written as its number.
        if (which === 3) {
          text = text.replace(/[0-9afKSz](?=[^"\\]{0,40}"[\]}])/, (letter) => {
            escaped++
            return `\\u00${letter.charCodeAt(0).toString(16)}`
          })
        }
        const searched = (parts[which % Math.max(1, parts.length)]?.value ?? '').slice(from, from + length)
        const cased = isUpper ? searched.toUpperCase() : searched.toLowerCase()
        if (cased.length < 8) return
        const bytes = encode(text)
        const match = createFinder({ path: null, text: cased, isExact: false })(bytes, 0, bytes.length)
        if (match === null) return
        found++
        expect(mayContain(text, cased)).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
  expect(found).toBeGreaterThan(200)
  expect(escaped).toBeGreaterThan(20)
})

test('a page of contexts excludes most identifiers that it lacks', () => {
  const rng = new Rng(7)
  const random = (length: number) => rng.digits(length)
  const page = Array.from(
    { length: 1000 },
    () => `{"order_number":"${random(8)}","sid":"FN${random(32)}"}`,
  ).join(',')
  const missing = Array.from({ length: 500 }, () => random(8)).filter((each) => !page.includes(each))
  expect(missing.length).toBeGreaterThan(400)
  const index = createIdentifierIndex(encode(page))
  if (index === null) throw new Error('The page has no escapes.')
  const passed = missing.filter((each) => mayContainAll(index, identifierHashes(each) ?? []))
  expect(passed.length).toBeLessThan(missing.length * 0.2)
  expect(index.byteLength).toBeLessThan(page.length)
})

test('short texts and others without an identifier say nothing', () => {
  for (const text of ['', 'refund', '1234567', 'not eight', 'äöüäöüäöü'])
    expect(identifierHashes(text)).toBe(null)
  expect(identifierHashes('order 12345678')).not.toBe(null)
})

test('without an index where an identifier may be written as numbers of characters', () => {
  expect(createIdentifierIndex(encode(String.raw`{"a":"\u00311234567"}`))).toBe(null)
  expect(createIdentifierIndex(encode(String.raw`{"a":"{\"b\":\"\u005cu00311234567\"}"}`))).toBe(null)
  expect(createIdentifierIndex(encode(String.raw`{"a":"\u00e9\u003c"}`))).not.toBe(null)
})
