import { expect, test } from 'vitest'

import { layoutGraph } from './layout-graph.ts'

const nodes = ['a', 'b', 'c'].map((id) => ({ id, width: 100, height: 40 }))
const edges = [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'a'],
  ['b', 'b'],
].map(([from = '', to = ''], i) => ({ id: String(i), from, to, labelWidth: 50 }))

test('nodes are below those that lead to them and do not overlap, and edges reach them, loops too', () => {
  const layout = layoutGraph({ nodes, edges })
  const tops = layout.nodes.map(({ y }) => y)
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect((tops[1] ?? 0) - (tops[0] ?? 0)).toBeGreaterThan(40)
  expect(layout.edges).toHaveLength(4)
  for (const { points, label } of layout.edges) {
    expect(points.length).toBeGreaterThan(1)
    expect(Number.isFinite(label.x + label.y)).toBe(true)
  }
})

test('an empty graph has an empty layout', () => {
  expect(layoutGraph({ nodes: [], edges: [] })).toEqual({ nodes: [], edges: [] })
})

/** A chain of widgets, each of which also leads back to the first and on to the last. */
function menuOf(count: number) {
  const ids = Array.from({ length: count }, (_, i) => `w${i}`)
  const pairs = ids.flatMap((id, i) => [
    [id, ids[i + 1] ?? id],
    [id, ids[0] ?? id],
    [id, ids.at(-1) ?? id],
  ])
  return {
    nodes: ids.map((id) => ({ id, width: 168, height: 44 })),
    edges: pairs.map(([from = '', to = ''], i) => ({ id: String(i), from, to, labelWidth: 60 })),
  }
}

test('where many widgets lead back to a menu, the longest ways are straight lines, since routing all takes too long', () => {
  const layout = layoutGraph(menuOf(120))
  const tops = layout.nodes.map(({ y }) => y)
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  const [first, last] = [layout.nodes[0], layout.nodes[119]]
  expect(layout.edges[2]?.points).toEqual([
    { x: (first?.x ?? 0) + 84, y: (first?.y ?? 0) + 44 },
    { x: (last?.x ?? 0) + 84, y: last?.y },
  ])
  // To the next widget, around none.
  expect(layout.edges[0]?.points.length).toBeGreaterThan(2)
})
