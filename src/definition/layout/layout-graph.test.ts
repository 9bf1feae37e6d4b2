import { expect, test } from 'vitest'

import { parseDefinition } from '#contract/studio-definition.ts'
import { buildRunGraph } from '#definition/run-graph.ts'
import { largeFlowWidgets } from '#emulator/faults/fault-widgets.ts'

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

test('a flow of 300 widgets is arranged in seconds', () => {
  const graph = buildRunGraph(parseDefinition({ states: largeFlowWidgets }), [], null)
  const start = performance.now()
  const layout = layoutGraph({
    nodes: graph.nodes.map(({ id }) => ({ id, width: 168, height: 44 })),
    edges: graph.edges.map(({ id, from, to }) => ({ id, from, to, labelWidth: 90 })),
  })
  expect(layout.nodes).toHaveLength(300)
  expect(performance.now() - start).toBeLessThan(30_000)
}, 60_000)
