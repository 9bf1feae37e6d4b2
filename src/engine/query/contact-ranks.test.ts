import fc from 'fast-check'
import { expect, test } from 'vitest'

import { contactRanks } from './contact-ranks.ts'
import { ContactDictionary } from '#engine/store/contact-dictionary.ts'

/** Texts with long common prefixes, texts that are prefixes of others, and characters of any byte length. */
const contact = fc
  .tuple(
    fc.constantFrom('', '+1555555', 'whatsapp:+15555550', 'a name that is longer than all the keys:'),
    fc.string({ unit: fc.constantFrom('0', '1', 'a', '\0', 'é', '\u{ff5e}', '\u{1f600}'), maxLength: 8 }),
  )
  .map((parts) => parts.join(''))

const codePoints = (text: string) => Array.from(text, (each) => each.codePointAt(0) ?? 0)

function byCodePoints(a: string, b: string): number {
  const [x, y] = [codePoints(a), codePoints(b)]
  const differs = x.findIndex((unit, index) => unit !== y[index])
  return differs < 0 ? x.length - y.length : (x[differs] ?? 0) - (y[differs] ?? -1)
}

test('ranks contacts by code points', () => {
  fc.assert(
    fc.property(fc.uniqueArray(contact, { maxLength: 60 }), fc.constantFrom(0, 600), (some, more) => {
      const all = new Set([
        ...some,
        ...Array.from({ length: more }, (_, n) => `+1555555${(n * 7919) % 10_000}`),
      ])
      const contacts = new ContactDictionary()
      const ids = [...all].map((each) => contacts.idOf(each))
      const ranks = contactRanks(contacts)
      const ranked = [...all]
        .map((text, index) => ({ text, rank: ranks[ids[index] ?? 0] ?? Number.NaN }))
        .toSorted((a, b) => a.rank - b.rank)
      expect(ranked.map(({ text }) => text)).toEqual([...all].toSorted(byCodePoints))
      expect(ranks[contacts.idOf(null)]).toBeNaN()
    }),
  )
})

test('a contact that ends with its last key sorts before longer ones', () => {
  const contacts = new ContactDictionary()
  const longer = contacts.idOf(`${'0'.repeat(24)}1`)
  const shorter = contacts.idOf('0'.repeat(24))
  const ranks = contactRanks(contacts)
  expect([ranks[shorter], ranks[longer]]).toEqual([0, 1])
})

test('gives a contact the same id again, also beyond the initial slots', () => {
  const contacts = new ContactDictionary()
  const ids = Array.from({ length: 10_000 }, (_, n) => contacts.idOf(`client:${n}`))
  expect(new Set(ids).size).toBe(10_000)
  expect(Array.from({ length: 10_000 }, (_, n) => contacts.idOf(`client:${n}`))).toEqual(ids)
  expect(contacts.size).toBe(10_001)
  expect(contacts.texts.at(ids[7] ?? 0)).toBe('client:7')
})
