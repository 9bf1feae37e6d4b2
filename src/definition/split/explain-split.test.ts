import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseDefinition } from '#contract/flow/studio-definition.ts'
import { indexJson } from '#json/parse/document.ts'

import { explainSplit, hiddenDifferences } from './explain-split.ts'
import { operators } from './operators.ts'

const subject = '{{widgets.ask.inbound.Body}}'

/** A split with these conditions, each leading to a widget of its own: `to_0`, `to_1`, … */
function splitOf(...conditions: { type: string; value?: string; subject?: string }[]) {
  const transitions = [
    { event: 'noMatch', next: 'none' },
    ...conditions.map((condition, i) => ({
      event: 'match',
      next: `to_${i}`,
      conditions: [{ ...condition, arguments: [condition.subject ?? subject] }],
    })),
  ]
  const [widget] =
    parseDefinition({ states: [{ name: 'split', type: 'split-based-on', transitions }] })?.widgets ?? []
  if (!widget) throw new Error('There is no widget.')
  return widget
}

const contextOf = (Body: unknown) => indexJson(JSON.stringify({ widgets: { ask: { inbound: { Body } } } }))
const noMatch = { name: 'noMatch', transitioned_to: 'none' }

/** Whether a condition holds for a reply. */
function holds(type: string, value: string | undefined, Body: unknown): boolean | null | undefined {
  const widget = splitOf({ type, ...(value !== undefined && { value }) })
  return explainSplit(widget, noMatch, contextOf(Body)).matches[0]?.conditions[0]?.holds
}

describe('as Twilio documents its predicates', () => {
  test.each([
    ['equal_to', '1', '1', true],
    ['equal_to', '1', '1 ', true],
    ['equal_to', 'yes', ' YES', true],
    ['equal_to', '1', '2', false],
    ['not_equal_to', '1', '2', true],
    ['not_equal_to', 'YES', 'yes ', false],
    ['matches_any_of', 'yes,yeah,yup', 'YES', true],
    ['matches_any_of', 'yes, yeah', 'yeah', true],
    ['matches_any_of', 'yes,yeah', 'no', false],
    ['does_not_match_any_of', 'yes,yeah', 'no', true],
    ['is_blank', undefined, ' \t', true],
    ['is_blank', undefined, 'Twilio', false],
    ['is_not_blank', undefined, '', false],
    ['regex', '[1-5]', '6', false],
    ['regex', '[1-5]', '3', true],
    ['regex', '[1-5]', '33', false],
    ['regex', 'ye(s|ah)', 'YEAH', true],
    ['regex', '.*[0-9]{8}.*', 'Order 12345678 📦', true],
    ['contains', 'aa', 'aab', true],
    ['contains', 'A', 'aab', true],
    ['does_not_contain', 'c', 'aab', true],
    ['starts_with', 'hoo', ' Hoot', true],
    ['does_not_start_with', 'hoo', 'No', true],
    ['greater_than', '1000', 900, false],
    ['less_than', '10', 9.5, true],
    ['greater_than', '2', '3', true],
    ['less_than', '100', '250', false],
    ['is_before_time', '16:35', '17:00', false],
    ['is_after_time', '16:35', '17:00', true],
    ['is_after_date', '2017-09-04', '2019-08-12', true],
    ['is_before_date', '2017-09-04', '2019-08-12', false],
    ['is_before_date', '2024-03-01', '2024-02-29', true],
    ['regex', 'Caf\u00e9', 'CAF\u00e9', true],
  ])('%s %j, tested with %j: %j', (type, value, body, result) => {
    expect(holds(type, value, body)).toBe(result)
  })
})

test.each([
  ['an unknown type', 'sounds_like', 'x', 'y'],
  ['letters compared as numbers', 'less_than', '10', 'nine'],
  ['numbers that JavaScript would round', 'less_than', '10', '12345678901234567890'],
  ['a time of another form', 'is_before_time', '9:30', '08:00'],
  ['a blank that only some remove', 'equal_to', '1', '1\u00a0'],
  ['a number that is a text, and as a text is greater', 'less_than', '10', '9.5'],
  ['such a blank at a number', 'less_than', '95', '9\u00a0'],
  ['such a blank in a list', 'matches_any_of', 'yes,\u00a0no', 'no'],
  ['a day that no month has', 'is_before_date', '2024-03-01', '2024-02-30'],
  ['letters that only some patterns compare without case', 'regex', 'caf\u00e9', 'CAF\u00c9'],
  ['letters that only some compare without case', 'equal_to', 'STRASSE', 'straße'],
  ['a quantifier in a quantifier', 'regex', '(a+)+', 'aaaa'],
  ['a backreference', 'regex', '(a)\\1', 'aa'],
  ['a lookahead', 'regex', '(?=a)a', 'a'],
  ['a possessive quantifier', 'regex', 'a*+', 'aa'],
  ['an unclosed group', 'regex', '(a', 'a'],
  ['a pattern of the wrong order', 'regex', '[z-a]', 'a'],
  ['an alternative that anchors may bind to', 'regex', 'a|b', 'ab'],
  ['three open quantifiers', 'regex', '.*a.*b.*', 'ab'],
  ['five optional ones', 'regex', 'a?a?a?a?a?', 'a'],
  ['a long text', 'regex', 'a+', 'a'.repeat(201)],
  ['a text with a line break', 'regex', 'a.b', 'a\nb'],
  ['a comma at the end and a blank text', 'matches_any_of', 'yes,', ' '],
  ['a value that is missing', 'equal_to', undefined, '1'],
])('%s is not certain', (_, type, value, body) => {
  expect(holds(type, value, body)).toBeNull()
})

test.each([
  [{}, 'equal_to', '', true],
  [[], 'is_blank', '', null],
  [null, 'is_blank', '', true],
  [true, 'equal_to', 'true', true],
  [12, 'equal_to', '12', true],
  [1e21, 'equal_to', '1e21', null],
])('a reply of %j', (body, type, value, result) => {
  const isMissing = JSON.stringify(body) === '{}'
  const context = isMissing ? indexJson('{"widgets":{"ask":{}}}') : contextOf(body)
  const [match] = explainSplit(splitOf({ type, value }), noMatch, context).matches
  expect(match?.conditions[0]?.holds).toBe(result)
})

/** Whether a reply of this JSON is equal to a value. */
const isEqual = (json: string, value: string) =>
  explainSplit(
    splitOf({ type: 'equal_to', value }),
    noMatch,
    indexJson(`{"widgets":{"ask":{"inbound":{"Body":${json}}}}}`),
  ).matches[0]?.conditions[0]?.holds

test('numbers are compared as they were sent, and other spellings are not certain', () => {
  expect(isEqual('900719925474099312', '900719925474099312')).toBe(true)
  expect(isEqual('12.5', '12.5')).toBe(true)
  expect(isEqual('0.001', '0.001')).toBe(true)
  expect(isEqual('1.0', '1')).toBeNull()
  // As Java may print them: 1.0E-4 and 1.23456785E7.
  expect(isEqual('0.0001', '0.0001')).toBeNull()
  expect(isEqual('12345678.5', '12345678.5')).toBeNull()
  expect(isEqual('"1","Body":"2"', '2')).toBe(true)
})

test('a value that is null is in the context, and prints nothing', () => {
  const [match] = explainSplit(splitOf({ type: 'is_blank' }), noMatch, contextOf(null)).matches
  expect(match?.conditions[0]).toMatchObject({ holds: true, subject: { text: '', isMissing: false } })
})

test.each(['{}', 'null', '[]', '"text"'])('of the context %s nothing is certain', (json) => {
  const [match] = explainSplit(splitOf({ type: 'is_blank' }), noMatch, indexJson(json)).matches
  expect(match?.conditions[0]).toMatchObject({ holds: null, subject: { reason: 'the context isn’t loaded' } })
})

test('Liquid that is more than a variable is shown as it is', () => {
  const filtered = '{{ widgets.ask.inbound.Body | downcase }}'
  const { matches } = explainSplit(
    splitOf({ type: 'equal_to', value: 'a', subject: filtered }),
    noMatch,
    contextOf('a'),
  )
  expect(matches[0]?.conditions[0]).toMatchObject({
    holds: null,
    subject: { kind: 'unknown', source: filtered, reason: 'more than a variable' },
  })
})

test('both sides may be variables, and a value may be looked up in the whole context', () => {
  const context = indexJson('{"flow":{"data":{"code":"A7"}},"widgets":{"ask":{"inbound":{"Body":"a7"}}}}')
  const { matches } = explainSplit(
    splitOf({ type: 'equal_to', value: '{{flow.data.code}}' }),
    { name: 'match', transitioned_to: 'to_0' },
    context,
  )
  expect(matches[0]?.conditions[0]).toMatchObject({ holds: true, hidden: ['upper and lower case'] })
  expect(matches[0]?.isTaken).toBe(true)
})

test('the way that was taken is the match that held, also when several lead to the same widget', () => {
  const widget = splitOf({ type: 'equal_to', value: '1' }, { type: 'equal_to', value: '2' })
  const same = { ...widget, transitions: widget.transitions.map((it) => ({ ...it, next: 'same' })) }
  const {
    matches,
    noMatch: none,
    isContradicted,
  } = explainSplit(same, { name: 'match', transitioned_to: 'same' }, contextOf('2'))
  expect(matches.map(({ isTaken }) => isTaken)).toEqual([false, true])
  expect(none).toEqual({ next: 'same', isTaken: false })
  expect(isContradicted).toBe(false)
})

test('conditions that do not fit what the run did are said so: the flow was changed since', () => {
  const widget = splitOf({ type: 'equal_to', value: '1' })
  const match = { name: 'match', transitioned_to: 'to_0' }
  expect(explainSplit(widget, noMatch, contextOf('1')).isContradicted).toBe(true)
  expect(explainSplit(widget, match, contextOf('2')).isContradicted).toBe(true)
  expect(explainSplit(widget, match, contextOf('1')).isContradicted).toBe(false)
  expect(explainSplit(widget, match, null).isContradicted).toBe(false)
  expect(
    explainSplit(widget, { name: 'match', transitioned_to: 'elsewhere' }, contextOf('1')).isContradicted,
  ).toBe(true)
})

test('an earlier condition that held, and another way of no match, do not fit what the run did either', () => {
  const widget = splitOf({ type: 'equal_to', value: '1' }, { type: 'contains', value: '1' })
  const explain = (step: typeof noMatch, body: string) => explainSplit(widget, step, contextOf(body))
  expect(explain({ name: 'match', transitioned_to: 'to_1' }, '1').isContradicted).toBe(true)
  expect(explain({ name: 'match', transitioned_to: 'to_1' }, '12').isContradicted).toBe(false)
  // It is not certain that the first one held.
  expect(explain({ name: 'match', transitioned_to: 'to_1' }, '1\u00a0').isContradicted).toBe(false)
  const elsewhere = explain({ name: 'noMatch', transitioned_to: 'elsewhere' }, '2')
  expect(elsewhere).toMatchObject({ noMatch: { next: 'none', isTaken: false }, isContradicted: true })
  expect(explain(noMatch, '2')).toMatchObject({ noMatch: { isTaken: true }, isContradicted: false })
})

test('a step that does not say where it led contradicts nothing', () => {
  const widget = splitOf({ type: 'equal_to', value: '1' })
  const explain = (name: string, body: string) =>
    explainSplit(widget, { name, transitioned_to: null }, contextOf(body))
  expect(explain('match', '1')).toMatchObject({ matches: [{ isTaken: true }], isContradicted: false })
  expect(explain('match', '2').isContradicted).toBe(true)
  expect(explain('noMatch', '2')).toMatchObject({ noMatch: { isTaken: true }, isContradicted: false })
})

test.each([
  ['1 ', '1', ['blanks at the ends']],
  [' 1', '1', ['blanks at the ends']],
  ['Yes', 'YES', ['upper and lower case']],
  ['yes ', 'YES', ['blanks at the ends', 'upper and lower case']],
  ['1\u200b', '1', ['invisible or similar characters']],
  ['１', '1', ['invisible or similar characters']],
  ['1', '1', []],
  ['1', '2', []],
])('%j and %j differ in %j', (left, right, differences) => {
  expect(hiddenDifferences(left, right)).toEqual(differences)
})

describe('for any texts', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...Array.from('aAbB1 2\t\n\u00a0\u200bßİıéΣσς,')), maxLength: 6 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const types = [...operators.keys()]

  test('an operator and its opposite never agree', () => {
    const opposites = [
      ['equal_to', 'not_equal_to'],
      ['matches_any_of', 'does_not_match_any_of'],
      ['is_blank', 'is_not_blank'],
      ['contains', 'does_not_contain'],
      ['starts_with', 'does_not_start_with'],
    ]
    fc.assert(
      fc.property(fc.constantFrom(...opposites), text, text, ([type = '', opposite = ''], body, value) => {
        const result = holds(type, value, body)
        expect(holds(opposite, value, body)).toBe(result === null ? null : !result)
      }),
    )
  })

  test('blanks at the ends and case of plain letters change nothing', () => {
    const plain = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ123')), minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        fc.constantFrom(...types.filter((it) => it !== 'regex')),
        plain,
        plain,
        (type, body, value) => {
          const result = holds(type, value, body)
          expect(holds(type, value, `  ${body.toUpperCase()}\t`)).toBe(result)
          expect(holds(type, ` ${value.toLowerCase()} `, body)).toBe(result)
        },
      ),
    )
  })

  test('a pattern without special characters matches what is equal to it', () => {
    const plain = fc.string({ unit: fc.constantFrom(...Array.from('aAbB12')), minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(plain, plain, (body, value) => {
        expect(holds('regex', value, body)).toBe(holds('equal_to', value, body))
      }),
    )
  })

  test('no pattern takes long, and none throws', () => {
    const pattern = fc.string({
      unit: fc.constantFrom(...Array.from('ab.*+?{}()[]|^$\\1,9-')),
      maxLength: 40,
    })
    fc.assert(
      fc.property(pattern, (value) => {
        const start = performance.now()
        holds('regex', value, 'a'.repeat(199) + 'c')
        expect(performance.now() - start).toBeLessThan(500)
      }),
      { numRuns: 2000 },
    )
  })
})
