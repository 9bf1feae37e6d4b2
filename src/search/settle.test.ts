import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { typedText } from '#testing/typed-text.ts'

import { parsePieces } from './grammar.ts'
import { parseSearch, type Note } from './parse-search.ts'
import { everything, type Question } from './question.ts'
import type { Term, Test } from './search.ts'
import { settle } from './settle.ts'

const settled = (text: string, final = true) => {
  const { question, text: rest } = settle(everything, text, { final })
  const change = Object.entries(question).filter(
    ([key, value]) =>
      key !== 'text' && value !== Object.entries(everything).find(([each]) => each === key)?.[1],
  )
  return { ...Object.fromEntries(change), text: rest }
}

const day = Date.UTC(2026, 10, 3)

test.each([
  ['status:active', { status: 'active', text: '' }],
  ['refund STATUS:Ended now', { status: 'ended', text: 'refund now' }],
  ['channel:whatsapp,phone', { channels: ['phone', 'whatsapp'], text: '' }],
  ['after:2026-11-03 before:2026-11-04T00:00+00:00', { from: day, to: day + 86_400_000, text: '' }],
  ['duration:60..5m x', { atLeast: 60, atMost: 300, text: 'x' }],
  ['status:active status:ended', { status: 'ended', text: '' }],
  ['-status:active', { text: '-status:active' }],
  ['-after:2026-11-03', { text: '-after:2026-11-03' }],
  ['status:paused channel:fax after:soon', { text: 'status:paused channel:fax after:soon' }],
  ['"status:active"', { text: '"status:active"' }],
  ['10042 status:active 10043', { status: 'active', text: '10042 "10043"' }],
])('%s', (typed, wanted) => {
  expect(settled(typed)).toEqual(wanted)
})

describe('while somebody types', () => {
  test.each([
    ['status:activ', { text: 'status:activ' }],
    ['status:active', { status: 'active', text: '' }],
    ['refund status:active ', { status: 'active', text: 'refund ' }],
    ['after:2026-11-03', { text: 'after:2026-11-03' }],
    ['after:2026-11-03 ', { from: day, text: '' }],
    ['duration:60..', { text: 'duration:60..' }],
    ['refund ', { text: 'refund ' }],
  ])('%s', (typed, wanted) => {
    expect(settled(typed, false)).toEqual(wanted)
  })
})

/** The tests of a question's controls, each of which must hold. */
function controls({ status, channels, from, to, atLeast, atMost }: Question): Test[][] {
  return [
    status === null ? [] : [{ on: 'status' as const, status }],
    channels.map((channel) => ({ on: 'channel' as const, channel })),
    from === null ? [] : [{ on: 'started' as const, from, to: null }],
    to === null ? [] : [{ on: 'started' as const, from: null, to }],
    atLeast === null && atMost === null ? [] : [{ on: 'duration' as const, atLeast, atMost }],
  ].filter((tests) => tests.length > 0)
}

const fieldOf = (typed: string) => {
  const aim = parsePieces(typed)[0]?.aim
  return aim?.at === 'field' ? aim.field : null
}

/** Numbers may be put in quotes, lest two become one. */
const isNumber = ({ tests }: Term) => tests.some((each) => each.on === 'contact' && 'digits' in each.match)

const sentences = (notes: readonly Note[]) => notes.map(({ sentence }) => sentence)

test('what was asked before is asked after; of two for one control, the later', () => {
  fc.assert(
    fc.property(typedText, fc.boolean(), (text, final) => {
      const { question, text: rest } = settle(everything, text, { final })
      const before = parseSearch(text)
      const after = parseSearch(question.text)
      const asked = [...after.search.terms.map(({ tests }) => tests), ...controls(question)]
      const { terms } = before.search
      const wanted = terms.filter((term, i) => {
        const field = term.not ? null : fieldOf(term.typed)
        const replaced = terms.slice(i + 1).some(({ not, typed }) => !not && fieldOf(typed) === field)
        return !isNumber(term) && (field === null || !replaced)
      })
      expect(asked).toEqual(expect.arrayContaining(wanted.map(({ tests }) => tests)))
      expect(asked.length).toBeLessThanOrEqual(terms.length)
      expect(sentences(after.problems)).toEqual(sentences(before.problems))
      expect(parseSearch(rest).search).toEqual(after.search)
    }),
    { numRuns: 2000 },
  )
})

test('settling twice changes nothing more', () => {
  fc.assert(
    fc.property(typedText, (text) => {
      const once = settle(everything, text, { final: true })
      expect(settle(once.question, once.text, { final: true })).toEqual(once)
    }),
  )
})

test('a blank alone is an empty box', () => {
  expect(settle(everything, ' ', { final: false })).toEqual({ question: everything, text: '' })
})
