import fc from 'fast-check'
import { expect, test } from 'vitest'

import { contactRanks } from './contact-ranks.ts'
import { ContactTable } from './contact-table.ts'

/** Texts that share long beginnings, end in the middle of one another, and hold characters of any length. */
const contact = fc
  .tuple(
    fc.constantFrom('', '+1555555', 'whatsapp:+15555550', 'a name that is longer than all the keys:'),
    fc.string({ unit: fc.constantFrom('0', '1', 'a', '\0', 'é', '\u{ff5e}', '\u{1f600}'), maxLength: 8 }),
  )
  .map((parts) => parts.join(''))

const codePoints = (text: string) => Array.from(text, (each) => each.codePointAt(0) ?? 0)

function byCodePoints(a: string, b: string): number {
  const [x, y] = [codePoints(a), codePoints(b)]
  const differs = x.findIndex((unit, at) => unit !== y[at])
  return differs < 0 ? x.length - y.length : (x[differs] ?? 0) - (y[differs] ?? -1)
}

test('ranks contacts as comparing their code points does', () => {
  fc.assert(
    fc.property(fc.uniqueArray(contact, { maxLength: 60 }), fc.constantFrom(0, 600), (some, more) => {
      const all = new Set([
        ...some,
        ...Array.from({ length: more }, (_, n) => `+1555555${(n * 7919) % 10_000}`),
      ])
      const contacts = new ContactTable()
      const numbers = [...all].map((each) => contacts.numberOf(each))
      const ranks = contactRanks(contacts)
      const ranked = [...all]
        .map((text, at) => ({ text, rank: ranks[numbers[at] ?? 0] ?? Number.NaN }))
        .toSorted((a, b) => a.rank - b.rank)
      expect(ranked.map(({ text }) => text)).toEqual([...all].toSorted(byCodePoints))
      expect(ranks[contacts.numberOf(null)]).toBeNaN()
    }),
  )
})

test('one that ends where its keys do comes before those that go on', () => {
  const contacts = new ContactTable()
  const longer = contacts.numberOf(`${'0'.repeat(24)}1`)
  const shorter = contacts.numberOf('0'.repeat(24))
  const ranks = contactRanks(contacts)
  expect([ranks[shorter], ranks[longer]]).toEqual([0, 1])
})

test('knows a contact again, and past its first slots too', () => {
  const contacts = new ContactTable()
  const numbers = Array.from({ length: 10_000 }, (_, n) => contacts.numberOf(`client:${n}`))
  expect(new Set(numbers).size).toBe(10_000)
  expect(Array.from({ length: 10_000 }, (_, n) => contacts.numberOf(`client:${n}`))).toEqual(numbers)
  expect(contacts.size).toBe(10_001)
  expect(contacts.texts.at(numbers[7] ?? 0)).toBe('client:7')
})
