import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre'

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

/** Arranges a graph from top to bottom. Takes seconds for hundreds of nodes, so a page has a worker do it. */
export function layoutGraph({ nodes, edges }: LayoutRequest): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 36, edgesep: 12 })
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const { id, from, to, labelWidth } of edges) {
    graph.setEdge(from, to, { width: labelWidth, height: labelHeight, labelpos: 'c' }, id)
  }
  layout(graph)
  return {
    nodes: nodes.map(({ id, width, height }) => {
      const { x = 0, y = 0 } = graph.node(id) ?? {}
      return { x: x - width / 2, y: y - height / 2 }
    }),
    edges: edges.map(({ id, from, to }) => {
      const { points = [], x = 0, y = 0 } = graph.edge(from, to, id) ?? {}
      return { points: points.map((point) => ({ x: point.x, y: point.y })), label: { x, y } }
    }),
  }
}
