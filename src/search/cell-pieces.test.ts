import fc from 'fast-check'
import { expect, test } from 'vitest'

import { channelPiece, contactPiece, statusPiece, valuePiece, withPiece } from './cell-pieces.ts'
import { compileContact } from './contact-match.ts'
import { parseSearch } from './parse-search.ts'

const asked = (text: string) => parseSearch(text).search.terms.map(({ not, tests }) => ({ not, tests }))

test('a contact is found by its own cell, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /[^\s\p{Cf}]/u.test(text)),
      fc.boolean(),
      (address, not) => {
        const terms = asked(withPiece('', contactPiece(address, not)))
        expect(terms).toEqual([{ not, tests: [{ on: 'contact', match: { is: address } }] }])
        expect(compileContact({ is: address })(address)).toBe(true)
      },
    ),
  )
})

test('a value is asked for exactly as it was sent', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(`x${text}`)),
    fc.constantFrom('1.0', '9007199254740993123', 'null', '""'),
  )
  const path = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat()))
  fc.assert(
    fc.property(path, value, fc.boolean(), (at, json, not) => {
      const piece = valuePiece(at, json, not)
      const text = json.startsWith('"') ? String(JSON.parse(json)) : json
      expect(piece && asked(withPiece('', piece))).toEqual([
        { not, tests: [{ on: 'context', path: at, text, whole: true }] },
      ])
    }),
  )
})

test.each(['{"a":1}', '[]', String.raw`"{\"a\":1}"`, '" [1] "'])('nothing can be exactly %s', (json) => {
  expect(valuePiece(['a'], json, false)).toBeNull()
})

test('is written as people would', () => {
  expect(withPiece('', contactPiece('+14155550199', false))).toBe('contact:=+14155550199')
  expect(withPiece('', contactPiece('client:anna b', true))).toBe('-contact:="client:anna b"')
  expect(withPiece('', statusPiece('active', true))).toBe('-status:active')
  expect(withPiece('', statusPiece('on hold', false))).toBe('status:"on hold"')
  expect(withPiece('', channelPiece('sip', true))).toBe('-channel:sip')
  const lang = valuePiece(['flow', 'variables', 'lang'], '"es"', false)
  expect(lang && withPiece('refund', lang)).toBe('refund flow.variables.lang:=es')
})

test('takes the place of what said the same or the opposite', () => {
  expect(withPiece('-status:active  refund STATUS:active', statusPiece('active', false))).toBe(
    'refund status:active',
  )
})
