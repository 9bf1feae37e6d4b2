import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseSearch } from '#search/interpret/parse-search.ts'
import { compileContactMatch } from '#search/query/contact-match.ts'

import { contactToken, exitToken, passedToken, statusToken, valueToken, addToken } from './cell-filters.ts'

const parsedTerms = (text: string) =>
  parseSearch(text).search.terms.map(({ isNegated, predicates }) => ({ isNegated, predicates }))

test('contactToken finds exactly that contact, whatever the address contains', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /[^\s\p{Cf}]/u.test(text)),
      fc.boolean(),
      (address, isNegated) => {
        const terms = parsedTerms(addToken('', contactToken(address, isNegated)))
        expect(terms).toEqual([{ isNegated, predicates: [{ on: 'contact', match: { equals: address } }] }])
        expect(compileContactMatch({ equals: address })(address)).toBe(true)
      },
    ),
  )
})

test('passedToken finds the runs with a value of exactly that widget, whatever its name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (widget) => {
      expect(parsedTerms(addToken('', passedToken(widget)))).toEqual([
        {
          isNegated: false,
          predicates: [{ on: 'context', path: ['widgets', widget], text: null, isExact: false }],
        },
      ])
    }),
  )
})

test('exitToken finds exactly that exit; names that could be mistaken for syntax have none', () => {
  const name = fc.oneof(
    fc.constantFrom('ask', 'Ask again', '*', '', 'a>b', '"'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(name, fc.option(name), name, (widget, event, next) => {
      const token = exitToken(widget, event, next)
      const isWritable = [widget, event ?? 'any', next].every(
        (each) => each !== '' && each !== '*' && !each.includes('>'),
      )
      expect(token && parsedTerms(addToken('', token))).toEqual(
        isWritable ? [{ isNegated: false, predicates: [{ on: 'exit', widget, event, next }] }] : null,
      )
    }),
  )
})

test('valueToken finds exactly that value, as sent', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(`x${text}`)),
    fc.constantFrom('1.0', '9007199254740993123', 'null', '""'),
  )
  const path = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat()))
  fc.assert(
    fc.property(path, value, fc.boolean(), (jsonPath, json, isNegated) => {
      const token = valueToken(jsonPath, json, isNegated)
      const text = json.startsWith('"') ? String(JSON.parse(json)) : json
      expect(token && parsedTerms(addToken('', token))).toEqual([
        { isNegated, predicates: [{ on: 'context', path: jsonPath, text, isExact: true }] },
      ])
    }),
  )
})

test.each(['{"a":1}', '[]', String.raw`"{\"a\":1}"`, '" [1] "'])('valueToken returns null for %s', (json) => {
  expect(valueToken(['a'], json, false)).toBeNull()
})

test('tokens are quoted only where needed', () => {
  expect(addToken('', contactToken('+14155550199', false))).toBe('contact:=+14155550199')
  expect(addToken('', contactToken('client:anna b', true))).toBe('-contact:="client:anna b"')
  expect(exitToken('ask', 'timeout', 'say-bye')?.value).toEqual({
    matchMode: 'bare',
    text: 'ask>timeout>say-bye',
  })
  expect(addToken('', statusToken('active', true))).toBe('-status:active')
  expect(addToken('', statusToken('on hold', false))).toBe('status:"on hold"')
  const lang = valueToken(['flow', 'variables', 'lang'], '"es"', false)
  expect(lang && addToken('refund', lang)).toBe('refund flow.variables.lang:=es')
})

test('addToken replaces equal tokens and their negations', () => {
  expect(addToken('-status:active  refund STATUS:active', statusToken('active', false))).toBe(
    'refund status:active',
  )
})
