import fc from 'fast-check'
import { expect, test } from 'vitest'

import { jsonText } from '#testing/arbitrary-json.ts'

import { maskJson, maskText } from './mask.ts'
import { createPseudonymizer } from './pseudonyms.ts'

test.each([
  ['+14155550142 wrote to +447700900123', 'phone-A wrote to phone-B'],
  ['call +1 (415) 555-0142 now', 'call phone-A now'],
  [
    'whatsapp:+14155550142, again 4155550142 and (415) 555-0142',
    'whatsapp:phone-A, again phone-A and phone-A',
  ],
  ['07700 900123 = +447700900123', 'phone-A = phone-A'],
  ['+14155550142, +13155550142, 4155550142, 3155550142', 'phone-A, phone-B, phone-A, phone-B'],
  ['7185550142, +917185550142, +17185550142, 7185550142', 'phone-A, phone-A, phone-B, phone-A'],
  [
    '+44 (0)7700 900123, 447700900123, 00447700900123, %2B447700900123, ٠٧٧٠٠٩٠٠١٢٣',
    'phone-A, phone-A, phone-A, phone-A, phone-A',
  ],
  ['whatsapp:+5215555550142 = +525555550142', 'whatsapp:phone-A = phone-A'],
  ['ada@example.com and ADA@example.com, bob@example.com', 'email-A and email-A, email-B'],
  ['a@example.com, (A@example.com), b@example.com', 'email-A, (email-A), email-B'],
  ['paid with 4111 1111 1111 1111.', 'paid with card-A.'],
  ['4111 1111 1111 1111 and 5100007111111111', 'card-A and card-B'],
  ['From=%2B14155550142&To=%2B14155550143', 'From=phone-A&To=phone-B'],
  ['ada@example.com, ada%2540example.com, client:ada_40example_2Ecom', 'email-A, email-A, client:email-A'],
  ['sip:ada@192.168.1.5, ada\uff20example.com, bob@…', 'sip:email-A, email-B, email-C…'],
  ['4 1 5 5 5 5 0 1 4 2 = 415 - 555 - 0142 = client:_2B14155550142', 'phone-A = phone-A = client:phone-A'],
  ['order 12345 on 2026-11-03', 'order 12345 on 2026-11-03'],
  ['a bullet • stays', 'a bullet • stays'],
])('%s', (text, expected) => {
  expect(createPseudonymizer()(text)).toBe(expected)
})

test('one customer keeps one name in all texts', () => {
  const pseudonymize = createPseudonymizer()
  expect(['+14155550142', '+447700900123', 'from +14155550142'].map(pseudonymize)).toEqual([
    'phone-A',
    'phone-B',
    'from phone-A',
  ])
})

test('after 26 names come names of two letters', () => {
  const pseudonymize = createPseudonymizer()
  const names = Array.from({ length: 28 }, (_, i) => pseudonymize(`+1415555${1000 + i}`))
  expect(names.slice(24)).toEqual(['phone-Y', 'phone-Z', 'phone-AA', 'phone-AB'])
})

test('nothing that the mask would find is left, and JSON stays JSON', () => {
  fc.assert(
    fc.property(jsonText, (json) => {
      const pseudonymized = maskJson(json, createPseudonymizer())
      expect(maskJson(pseudonymized)).toBe(pseudonymized)
      expect(() => JSON.parse(pseudonymized)).not.toThrow()
    }),
  )
  const part = fc.constantFrom('+1', '415', '5550142', ' ', '-', '(', ')', '•', '@x.co', 'ada', '0', ',', 'x')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const result = createPseudonymizer()(parts.join(''))
      expect(maskText(result)).toBe(result)
    }),
    { numRuns: 2000 },
  )
})
