import fc from 'fast-check'
import { expect, test } from 'vitest'

import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { searchFields, parseTokens, formatTokens, type Token } from './query-syntax.ts'

const text = fc.string({ unit: 'binary' })
const anyScope = fc.oneof(
  fc.constant({ kind: 'anywhere' as const }),
  fc.record({ kind: fc.constant('field' as const), field: fc.constantFrom(...searchFields) }),
  fc.record({
    kind: fc.constant('path' as const),
    path: fc.array(fc.oneof(text, fc.nat(), fc.constantFrom('flow', 'my-widget', 'größe', '0', "it's"))),
  }),
  fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('lang', 'order_id') }),
)
const token: fc.Arbitrary<Token> = fc
  .record({
    isNegated: fc.boolean(),
    scope: anyScope,
    value: fc.oneof(
      fc.record({ matchMode: fc.constantFrom('phrase' as const, 'exact' as const), text }),
      fc.record({
        matchMode: fc.constant('bare' as const),
        text: fc.constantFrom('es', 'A10042', '*', 'ab"c', 'a\\'),
      }),
    ),
  })
  .filter((each) => each.scope.kind !== 'anywhere' || each.value.matchMode !== 'exact')

const tokensOf = (typed: string): Token[] =>
  parseTokens(typed).map(({ isNegated, scope, value }) => ({ isNegated, scope, value }))

test('parseTokens is the inverse of formatTokens', () => {
  fc.assert(
    fc.property(fc.array(token), (tokens) => {
      expect(tokensOf(formatTokens(tokens))).toEqual(tokens)
    }),
    { numRuns: 1000 },
  )
})

test('any text has the same tokens after formatting', () => {
  fc.assert(
    fc.property(fc.oneof(arbitrarySearchText, text), (typed) => {
      const tokens = tokensOf(typed)
      expect(tokensOf(formatTokens(tokens))).toEqual(tokens)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['07700 900123 y x204', '07700 900123 "x204"'],
  ['07700 900123 y ext. y 12', '07700 900123 ext. "12"'],
  ['07700 900123 y (mobile)', '07700 900123 "(mobile)"'],
])('without the words between them, %s becomes %s', (typed, formatted) => {
  const rest = tokensOf(typed).filter(({ value }) => value.text !== 'y')
  expect(formatTokens(rest)).toBe(formatted)
  expect(parseTokens(formatted)).toHaveLength(rest.length)
})

test('adjacent numbers are quoted so that they stay separate', () => {
  const [one, , two] = tokensOf('10042 x 10043')
  expect(formatTokens(one && two ? [one, two] : [])).toBe('10042 "10043"')
})

test('only spaces and invisible characters are outside the tokens', () => {
  fc.assert(
    fc.property(fc.oneof(arbitrarySearchText, text), (typed) => {
      const between = parseTokens(typed).reduce(
        ({ rest, index }, { start, end }) => ({ rest: rest + typed.slice(index, start), index: end }),
        { rest: '', index: 0 },
      )
      expect(between.rest + typed.slice(between.index)).toMatch(/^[\s\p{Cf}]*$/u)
    }),
  )
})

test.each([
  ['refund', [{ scope: 'anywhere', value: 'bare refund' }]],
  ['"where is it" now', [{ value: 'phrase where is it' }, { value: 'bare now' }]],
  [String.raw`"say \"no\" \\ \n"`, [{ value: String.raw`phrase say "no" \ \n` }]],
  ['"never closed -x', [{ value: 'phrase never closed -x' }]],
  ['„so” “auch”', [{ value: 'phrase so' }, { value: 'phrase auch' }]],
  ['-refund - x', [{ isNegated: true, value: 'bare refund' }, { value: 'bare -' }, { value: 'bare x' }]],
  ['STATUS:Active', [{ scope: 'field status', value: 'bare Active' }]],
  ['contact:="client:anna b"', [{ scope: 'field contact', value: 'exact client:anna b' }]],
  [
    'contact:+1 415 555 0199 x',
    [{ scope: 'field contact', value: 'bare +1 415 555 0199' }, { value: 'bare x' }],
  ],
  ['flow.variables.lang:es', [{ scope: 'path flow variables lang', value: 'bare es' }]],
  [
    '-widgets.send-sms.0.id:="a b"',
    [{ isNegated: true, scope: 'path widgets send-sms 0 id', value: 'exact a b' }],
  ],
  [`$['my name'].x:*`, [{ scope: 'path my name x', value: 'bare *' }]],
  ['trigger:sms', [{ scope: 'path trigger', value: 'bare sms' }]],
  ['$:sms', [{ scope: 'path', value: 'bare sms' }]],
  ['lang:"e s"', [{ scope: 'name lang', value: 'phrase e s' }]],
  ['client:anna sip:a@b.c:1', [{ value: 'bare client:anna' }, { value: 'bare sip:a@b.c:1' }]],
  [
    '09:12 10.0.0.1:80 3.14:x',
    [{ value: 'bare 09:12' }, { value: 'bare 10.0.0.1:80' }, { value: 'bare 3.14:x' }],
  ],
  ['https://example.com/a:b', [{ value: 'bare https://example.com/a:b' }]],
])('%s', (typed, expected) => {
  const actual = parseTokens(typed).map(({ isNegated, scope, value }) => ({
    isNegated,
    scope: Object.values(scope)
      .flat()
      .join(' ')
      .replace(/^path $/, 'path'),
    value: `${value.matchMode} ${value.text}`,
  }))
  expect(actual).toEqual(expected.map((each) => ({ isNegated: false, scope: 'anywhere', ...each })))
})
