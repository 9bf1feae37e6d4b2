import fc from 'fast-check'
import { expect, test } from 'vitest'

import { typedText } from '#testing/typed-text.ts'

import { fields, parsePieces, printPieces, type Piece } from './grammar.ts'

const text = fc.string({ unit: 'binary' })
const someAim = fc.oneof(
  fc.constant({ at: 'anywhere' as const }),
  fc.record({ at: fc.constant('field' as const), field: fc.constantFrom(...fields) }),
  fc.record({
    at: fc.constant('path' as const),
    path: fc.array(fc.oneof(text, fc.nat(), fc.constantFrom('flow', 'my-widget', 'größe', '0', "it's"))),
  }),
  fc.record({ at: fc.constant('name' as const), name: fc.constantFrom('lang', 'order_id') }),
)
const piece: fc.Arbitrary<Piece> = fc
  .record({
    not: fc.boolean(),
    aim: someAim,
    value: fc.oneof(
      fc.record({ how: fc.constantFrom('phrase' as const, 'exact' as const), text }),
      fc.record({
        how: fc.constant('bare' as const),
        text: fc.constantFrom('es', 'A10042', '*', 'ab"c', 'a\\'),
      }),
    ),
  })
  .filter((each) => each.aim.at !== 'anywhere' || each.value.how !== 'exact')

const meant = (typed: string): Piece[] =>
  parsePieces(typed).map(({ not, aim, value }) => ({ not, aim, value }))

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(meant(printPieces(pieces))).toEqual(pieces)
    }),
    { numRuns: 1000 },
  )
})

test('any text means the same when it is printed anew', () => {
  fc.assert(
    fc.property(fc.oneof(typedText, text), (typed) => {
      const pieces = meant(typed)
      expect(meant(printPieces(pieces))).toEqual(pieces)
    }),
    { numRuns: 2000 },
  )
})

test('numbers stay apart when nothing stands between them any more', () => {
  const [one, , two] = meant('10042 x 10043')
  expect(printPieces(one && two ? [one, two] : [])).toBe('10042 "10043"')
})

test('pieces leave out nothing but what cannot be seen', () => {
  fc.assert(
    fc.property(fc.oneof(typedText, text), (typed) => {
      const between = parsePieces(typed).reduce(
        ({ rest, at }, { start, end }) => ({ rest: rest + typed.slice(at, start), at: end }),
        { rest: '', at: 0 },
      )
      expect(between.rest + typed.slice(between.at)).toMatch(/^[\s\p{Cf}]*$/u)
    }),
  )
})

test.each([
  ['refund', [{ aim: 'anywhere', value: 'bare refund' }]],
  ['"where is it" now', [{ value: 'phrase where is it' }, { value: 'bare now' }]],
  [String.raw`"say \"no\" \\ \n"`, [{ value: String.raw`phrase say "no" \ \n` }]],
  ['"never closed -x', [{ value: 'phrase never closed -x' }]],
  ['„so” “auch”', [{ value: 'phrase so' }, { value: 'phrase auch' }]],
  ['-refund - x', [{ not: true, value: 'bare refund' }, { value: 'bare -' }, { value: 'bare x' }]],
  ['STATUS:Active', [{ aim: 'field status', value: 'bare Active' }]],
  ['contact:="client:anna b"', [{ aim: 'field contact', value: 'exact client:anna b' }]],
  [
    'contact:+1 415 555 0199 x',
    [{ aim: 'field contact', value: 'bare +1 415 555 0199' }, { value: 'bare x' }],
  ],
  ['flow.variables.lang:es', [{ aim: 'path flow variables lang', value: 'bare es' }]],
  ['-widgets.send-sms.0.id:="a b"', [{ not: true, aim: 'path widgets send-sms 0 id', value: 'exact a b' }]],
  [`$['my name'].x:*`, [{ aim: 'path my name x', value: 'bare *' }]],
  ['trigger:sms', [{ aim: 'path trigger', value: 'bare sms' }]],
  ['$:sms', [{ aim: 'path', value: 'bare sms' }]],
  ['lang:"e s"', [{ aim: 'name lang', value: 'phrase e s' }]],
  ['client:anna sip:a@b.c:1', [{ value: 'bare client:anna' }, { value: 'bare sip:a@b.c:1' }]],
  [
    '09:12 10.0.0.1:80 3.14:x',
    [{ value: 'bare 09:12' }, { value: 'bare 10.0.0.1:80' }, { value: 'bare 3.14:x' }],
  ],
  ['https://example.com/a:b', [{ value: 'bare https://example.com/a:b' }]],
])('%s', (typed, wanted) => {
  const read = parsePieces(typed).map(({ not, aim, value }) => ({
    not,
    aim: Object.values(aim)
      .flat()
      .join(' ')
      .replace(/^path $/, 'path'),
    value: `${value.how} ${value.text}`,
  }))
  expect(read).toEqual(wanted.map((each) => ({ not: false, aim: 'anywhere', ...each })))
})
