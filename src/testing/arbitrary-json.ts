import * as fc from 'fast-check'

/* Unusual but valid JSON texts, and damaged ones. */

const space = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t'), maxLength: 3 }),
)

const unit = fc.oneof(
  fc.constantFrom(
    '\\"',
    '\\\\',
    '\\/',
    '\\b',
    '\\f',
    '\\n',
    '\\r',
    '\\t',
    '\\u0000',
    '\\uD83D\\uDE00',
    '\\udc00',
  ),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 3 })
    .map((text) => text.toWellFormed())
    .map(escapeText),
  fc.constantFrom('{', '}', '[', ']', ',', ':', "'", '\u202e', '\u2028', '\u007f', '\ufeff'),
)

const string = fc.oneof(
  fc.array(unit, { maxLength: 6 }).map((units) => `"${units.join('')}"`),
  fc.constantFrom('"__proto__"', '"constructor"', '""', '"a"', '"0"'),
)

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength: 25 })

const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      digits.map((text) => `1${text}`),
    ),
    fc.oneof(
      fc.constant(''),
      digits.map((text) => `.${text}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), digits).map((parts) => parts.join('')),
    ),
  )
  .map((parts) => parts.join(''))

const { value } = fc.letrec<{ value: string }>((tie) => {
  const inner = fc.tuple(space, tie('value'), space).map((parts) => parts.join(''))
  const member = fc
    .tuple(space, string, space, inner)
    .map(([before, key, after, value_]) => `${before}${key}${after}:${value_}`)
  const list = (item: fc.Arbitrary<string>) =>
    fc.oneof(
      fc.array(item, { minLength: 1, maxLength: 5 }).map((items) => items.join(',')),
      space,
    )
  return {
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom('true', 'false', 'null'),
      string,
      number,
      list(inner).map((items) => `[${items}]`),
      list(member).map((members) => `{${members}}`),
    ),
  }
})

/** Valid JSON texts: any notation of numbers and strings, white space anywhere, duplicate keys. Well-formed UTF-16. */
export const jsonText: fc.Arbitrary<string> = fc.tuple(space, value, space).map((parts) => parts.join(''))

const mutation = fc.tuple(
  fc.nat(),
  fc.nat({ max: 2 }),
  fc.oneof(
    fc.constantFrom('', ...'{}[]",:\\/0-1.eE+tfnu \u0000\n\u00a0\ufeff\''.split('')),
    fc.string({ unit: 'binary', maxLength: 2 }),
  ),
)

/** Valid JSON texts with characters removed and inserted. Some are still valid. */
export const damagedJsonText: fc.Arbitrary<string> = fc
  .tuple(jsonText, fc.array(mutation, { minLength: 1, maxLength: 3 }))
  .map(([text, mutations]) =>
    mutations.reduce((damaged, [position, deleteCount, inserted]) => {
      const index = position % (damaged.length + 1)
      return damaged.slice(0, index) + inserted + damaged.slice(index + deleteCount)
    }, text),
  )

function escapeText(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
