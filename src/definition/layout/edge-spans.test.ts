import { expect, test } from 'vitest'

import { edgeSpans } from './edge-spans.ts'

const spansOf = (...pairs: string[]) => {
  const edges = pairs.map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '' }))
  return edgeSpans([...new Set(edges.flatMap(({ from, to }) => [from, to]))], edges)
}

test('an edge spans the ranks between its widgets, one that leads back and a loop, too', () => {
  expect(spansOf('ab', 'bc', 'cd', 'ad', 'ca', 'bb')).toEqual([1, 1, 1, 3, 2, 0])
  expect(spansOf('ac', 'ab', 'bc')).toEqual([2, 1, 1])
  expect(edgeSpans([], [])).toEqual([])
})

test('a chain of 10,000 widgets is no problem', () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => String(i))
  const edges = ids.slice(1).map((to, i) => ({ from: String(i), to }))
  expect(new Set(edgeSpans(ids, edges))).toEqual(new Set([1]))
})
