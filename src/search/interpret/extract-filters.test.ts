import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { parseTokens } from '#search/syntax/query-syntax.ts'
import { parseSearch, type SearchNote } from './parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import type { Term, Predicate } from '#search/query/predicates.ts'
import { extractFilters } from './extract-filters.ts'

const extracted = (text: string, isFinal = true) => {
  const { query, text: rest } = extractFilters(emptyQuery, text, { isFinal })
  const change = Object.entries(query).filter(
    ([key, value]) =>
      key !== 'text' && value !== Object.entries(emptyQuery).find(([each]) => each === key)?.[1],
  )
  return { ...Object.fromEntries(change), text: rest }
}

const day = Date.UTC(2026, 10, 3)

test.each([
  ['status:active', { status: 'active', text: '' }],
  ['refund STATUS:Ended now', { status: 'ended', text: 'refund now' }],
  ['channel:whatsapp,phone', { channels: ['phone', 'whatsapp'], text: '' }],
  ['after:2026-11-03 before:2026-11-04T00:00+00:00', { from: day, to: day + 86_400_000, text: '' }],
  ['duration:60..5m x', { minSeconds: 60, maxSeconds: 300, text: 'x' }],
  ['status:active status:ended', { status: 'ended', text: '' }],
  ['-status:active', { text: '-status:active' }],
  ['-after:2026-11-03', { text: '-after:2026-11-03' }],
  ['status:paused channel:fax after:soon', { text: 'status:paused channel:fax after:soon' }],
  ['"status:active"', { text: '"status:active"' }],
  ['10042 status:active 10043', { status: 'active', text: '10042 "10043"' }],
])('%s', (typed, expected) => {
  expect(extracted(typed)).toEqual(expected)
})

describe('while the user types', () => {
  test.each([
    ['status:activ', { text: 'status:activ' }],
    ['status:active', { status: 'active', text: '' }],
    ['refund status:active ', { status: 'active', text: 'refund ' }],
    ['after:2026-11-03', { text: 'after:2026-11-03' }],
    ['after:2026-11-03 ', { from: day, text: '' }],
    ['duration:60..', { text: 'duration:60..' }],
    ['refund ', { text: 'refund ' }],
  ])('%s', (typed, expected) => {
    expect(extracted(typed, false)).toEqual(expected)
  })
})

/** The predicates of a query's controls. All must match. */
function filterPredicates({ status, channels, from, to, minSeconds, maxSeconds }: ListQuery): Predicate[][] {
  return [
    status === null ? [] : [{ on: 'status' as const, status }],
    channels.map((channel) => ({ on: 'channel' as const, channel })),
    from === null ? [] : [{ on: 'started' as const, from, to: null }],
    to === null ? [] : [{ on: 'started' as const, from: null, to }],
    minSeconds === null && maxSeconds === null ? [] : [{ on: 'duration' as const, minSeconds, maxSeconds }],
  ].filter((predicates) => predicates.length > 0)
}

const fieldOf = (typed: string) => {
  const scope = parseTokens(typed)[0]?.scope
  return scope?.kind === 'field' ? scope.field : null
}

/** Whether a number may be quoted, to keep it separate from the number before it. */
const isNumber = ({ predicates }: Term) =>
  predicates.some((each) => each.on === 'contact' && 'endsWith' in each.match)

const sentences = (notes: readonly SearchNote[]) => notes.map(({ sentence }) => sentence)

test('the predicates are the same before and after; a later filter replaces an earlier one', () => {
  fc.assert(
    fc.property(arbitrarySearchText, fc.boolean(), (text, isFinal) => {
      const { query, text: rest } = extractFilters(emptyQuery, text, { isFinal })
      const before = parseSearch(text)
      const after = parseSearch(query.text)
      const actual = [...after.search.terms.map(({ predicates }) => predicates), ...filterPredicates(query)]
      const { terms } = before.search
      const expected = terms.filter((term, i) => {
        const field = term.isNegated ? null : fieldOf(term.typed)
        const replaced = terms
          .slice(i + 1)
          .some(({ isNegated, typed }) => !isNegated && fieldOf(typed) === field)
        return !isNumber(term) && (field === null || !replaced)
      })
      expect(actual).toEqual(expect.arrayContaining(expected.map(({ predicates }) => predicates)))
      expect(actual.length).toBeLessThanOrEqual(terms.length)
      expect(sentences(after.problems)).toEqual(sentences(before.problems))
      expect(parseSearch(rest).search).toEqual(after.search)
    }),
    { numRuns: 2000 },
  )
})

test('extracting a second time changes nothing', () => {
  fc.assert(
    fc.property(arbitrarySearchText, (text) => {
      const once = extractFilters(emptyQuery, text, { isFinal: true })
      expect(extractFilters(once.query, once.text, { isFinal: true })).toEqual(once)
    }),
  )
})

test('a single space becomes an empty text', () => {
  expect(extractFilters(emptyQuery, ' ', { isFinal: false })).toEqual({ query: emptyQuery, text: '' })
})
