import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createFind } from '#json/find.ts'
import type { ContextTest } from '#search/search.ts'
import { printTree, tree } from '#testing/arbitrary-tree.ts'

import { createJudge } from './scan-page.ts'
import { no, yes } from './verdicts.ts'

const holds = (text: string | null, path: ContextTest['path'] = null): ContextTest => ({
  on: 'context',
  path,
  text,
  whole: false,
})

/** Contexts one after the other, and where each stands. */
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

test('a verdict a context and test, as looking at each alone would give', () => {
  const tests = [holds('a'), holds('é'), holds(null, ['a']), holds('0', ['b'])]
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (trees, numbers) => {
      const { bytes, spans } = pageOf(
        trees.map((each) => printTree(each, (below) => (numbers.next().value ?? 0) % below)),
      )
      const alone = trees.flatMap((_, i) =>
        tests.map((each) => (createFind(each)(bytes, spans[i * 2] ?? 0, spans[i * 2 + 1] ?? 0) ? yes : no)),
      )
      const { verdicts, found } = createJudge(tests)(bytes, spans, Infinity)
      expect([...verdicts]).toEqual(alone)
      expect(found).toHaveLength(alone.filter((verdict) => verdict === yes).length)
    }),
  )
})

test('a text never reaches from one context into the next', () => {
  const { bytes, spans } = pageOf(['"ab"', '"cd"'])
  expect([...createJudge([holds('b","c')])(bytes, spans, 9).verdicts]).toEqual([no, no])
})

test('tells the places of the first few only', () => {
  const { bytes, spans } = pageOf(['{"a":"x1"}', '"y"', '["X"]', '"x"'])
  expect(createJudge([holds('x')])(bytes, spans, 2)).toEqual({
    verdicts: Uint8Array.of(yes, no, yes, yes),
    found: [
      { context: 0, test: 0, match: { path: ['a'], text: 'x1', start: 0, end: 1 } },
      { context: 2, test: 0, match: { path: [0], text: 'X', start: 0, end: 1 } },
    ],
  })
})
