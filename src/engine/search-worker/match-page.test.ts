import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createFinder } from '#json/find/find-first.ts'
import type { ContextPredicate } from '#search/query/predicates.ts'
import { serializeTree, arbitraryTree } from '#testing/arbitrary-tree.ts'

import { createPageMatcher } from './match-page.ts'
import { noMatch, matched } from '#engine/store/match-results.ts'

const containsPredicate = (text: string | null, path: ContextPredicate['path'] = null): ContextPredicate => ({
  on: 'context',
  path,
  text,
  isExact: false,
})

/** A page of concatenated contexts, and the offsets of each. */
function pageOf(contexts: readonly string[]) {
  const encoder = new TextEncoder()
  const spans = new Uint32Array(contexts.length * 2)
  let length = 0
  contexts.forEach((context, i) => {
    spans[i * 2] = length
    length += encoder.encode(context).length
    spans[i * 2 + 1] = length
    length += 1
  })
  return { bytes: encoder.encode(contexts.join(',')), spans }
}

test('gives the same states as matching each context alone', () => {
  const predicates = [
    containsPredicate('a'),
    containsPredicate('é'),
    containsPredicate(null, ['a']),
    containsPredicate('0', ['b']),
  ]
  fc.assert(
    fc.property(fc.array(arbitraryTree, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (trees, numbers) => {
      const { bytes, spans } = pageOf(
        trees.map((each) => serializeTree(each, (below) => (numbers.next().value ?? 0) % below)),
      )
      const expected = trees.flatMap((_, i) =>
        predicates.map((each) =>
          createFinder(each)(bytes, spans[i * 2] ?? 0, spans[i * 2 + 1] ?? 0) ? matched : noMatch,
        ),
      )
      const { states, matches } = createPageMatcher(predicates)(bytes, spans, Infinity)
      expect([...states]).toEqual(expected)
      expect(matches).toHaveLength(expected.filter((state) => state === matched).length)
    }),
  )
})

test('a match never spans two contexts', () => {
  const { bytes, spans } = pageOf(['"ab"', '"cd"'])
  expect([...createPageMatcher([containsPredicate('b","c')])(bytes, spans, 9).states]).toEqual([
    noMatch,
    noMatch,
  ])
})

test('locates only the first `maxMatches` matches', () => {
  const { bytes, spans } = pageOf(['{"a":"x1"}', '"y"', '["X"]', '"x"'])
  expect(createPageMatcher([containsPredicate('x')])(bytes, spans, 2)).toEqual({
    states: Uint8Array.of(matched, noMatch, matched, matched),
    matches: [
      { contextIndex: 0, predicateIndex: 0, match: { path: ['a'], text: 'x1', start: 0, end: 1 } },
      { contextIndex: 2, predicateIndex: 0, match: { path: [0], text: 'X', start: 0, end: 1 } },
    ],
  })
})
