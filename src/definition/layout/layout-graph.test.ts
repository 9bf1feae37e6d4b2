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
