import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre'

import { edgeSpans } from './edge-spans.ts'

/** A graph to arrange. All sizes are in px. */
export type LayoutRequest = {
  nodes: readonly { id: string; width: number; height: number }[]
  edges: readonly { id: string; from: string; to: string; labelWidth: number }[]
}

export type Point = { x: number; y: number }

/** Where everything is, in the order of the request. */
export type GraphLayout = {
  /** The upper left corner of each node. */
  nodes: readonly Point[]
  /** The points each edge passes, and the middle of its label. */
  edges: readonly { points: readonly Point[]; label: Point }[]
}

const labelHeight = 16

/**
 * How many ranks all routed edges may cross together. The time grows with both: 300 widgets that all lead back to a menu took up
 * to 40 seconds, and 2,000 minutes. So it is 1 or 2 seconds.
 */
const maxCrossedRanks = (nodeCount: number) => Math.min(5000, Math.max(nodeCount, 1_500_000 / nodeCount))

/**
 * Arranges a graph from top to bottom. Takes seconds for hundreds of nodes, so a page has a worker do it. Where there are too many
 * long edges, the longest are straight lines, which may run behind nodes.
 */
export function layoutGraph({ nodes, edges }: LayoutRequest): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 36, edgesep: 12 })
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { id, from, to, labelWidth } of routedEdges({ nodes, edges })) {
    graph.setEdge(from, to, { width: labelWidth, height: labelHeight, labelpos: 'c' }, id)
  }
  layout(graph)
  return {
    nodes: nodes.map(({ id, width, height }) => {
      const { x = 0, y = 0 } = graph.node(id) ?? {}
      return { x: x - width / 2, y: y - height / 2 }
    }),
    edges: edges.map(({ id, from, to }) => {
      const routed = graph.edge(from, to, id)
      if (!routed) return straightEdge(graph.node(from), graph.node(to))
      const { points = [], x = 0, y = 0 } = routed
      return { points: points.map((point) => ({ x: point.x, y: point.y })), label: { x, y } }
    }),
  }
}

/** The shortest edges, as many as can be routed in time, in their order. */
function routedEdges({ nodes, edges }: LayoutRequest): LayoutRequest['edges'] {
  const spans = edgeSpans(
    nodes.map(({ id }) => id),
    edges,
  )
  const max = maxCrossedRanks(nodes.length)
  let crossedRanks = 0
  const routed = new Set(
    edges
      .map((edge, i) => ({ edge, span: spans[i] ?? 0 }))
      .toSorted((a, b) => a.span - b.span)
      .filter(({ span }) => (crossedRanks += span) <= max)
      .map(({ edge }) => edge),
  )
  return edges.filter((edge) => routed.has(edge))
}

/** From the middle of a node's lower edge to the middle of another's upper one. */
function straightEdge(from: NodeLabel | undefined, to: NodeLabel | undefined): GraphLayout['edges'][number] {
  const start = { x: from?.x ?? 0, y: (from?.y ?? 0) + (from?.height ?? 0) / 2 }
  const end = { x: to?.x ?? 0, y: (to?.y ?? 0) - (to?.height ?? 0) / 2 }
  return { points: [start, end], label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } }
}
