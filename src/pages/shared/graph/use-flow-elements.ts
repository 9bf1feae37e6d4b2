import { cutText } from '#format/cut-text.ts'
import { MarkerType, Position, type Edge, type Node } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'

import type { GraphEdge, GraphNode, RunGraph } from '#definition/run-graph.ts'
import type { GraphLayout, LayoutRequest, Point } from '#definition/layout/layout-graph.ts'
import { startLayout } from '#definition/layout/start-layout.ts'
import type { EndBadge } from './end-badge.ts'

type WidgetNodeData = GraphNode & {
  badge: EndBadge | null
  /** How many runs passed it, as text; null where that is not known, and for the graph of one run. */
  count: string | null
}

/** What is written on the graph: on the deciding widget, and the counts of many runs by widget and by `wayId`. */
export type GraphLabels = {
  badge: EndBadge | null
  counts?: ReadonlyMap<string, string>
  wayCounts?: ReadonlyMap<string, string>
}
export type WidgetNodeType = Node<WidgetNodeData, 'widget'>
export type RoutedEdgeType = Edge<
  { points: readonly Point[]; labelAt: Point; text: string; count: string | null },
  'routed'
>

type FlowElements = { nodes: WidgetNodeType[]; edges: RoutedEdgeType[] }

/** In px. Names that do not fit are cut. */
const nodeSize = { width: 168, height: 44 }
const endSize = { width: 64, height: 28 }

/** In characters and px. */
const maxLabelLength = 26
const labelCharWidth = 6

/**
 * The elements that React Flow draws; null until a worker has arranged them, `failed` if it could not.
 */
export function useFlowElements(graph: RunGraph, labels: GraphLabels): FlowElements | 'failed' | null {
  const { badge, counts, wayCounts } = labels
  const [build, setBuild] = useState<{ elements: ElementBuilder | null } | null>(null)

  const hasWayCounts = wayCounts !== undefined
  useEffect(
    () =>
      startLayout(layoutRequestOf(graph, hasWayCounts), (layout) =>
        setBuild({ elements: layout && elementBuilder(graph, layout) }),
      ),
    [graph, hasWayCounts],
  )

  return useMemo(() => {
    if (build === null) return null
    return build.elements?.({ badge, ...(counts && { counts }), ...(wayCounts && { wayCounts }) }) ?? 'failed'
  }, [build, badge, counts, wayCounts])
}

/** What the layout has to know of a graph. @param hasWayCounts whether labels need room for a count, which may come later */
export function layoutRequestOf({ nodes, edges }: RunGraph, hasWayCounts = false): LayoutRequest {
  return {
    nodes: nodes.map((node) => ({ id: node.id, ...sizeOf(node) })),
    edges: edges.map((edge) => ({
      id: edge.id,
      from: edge.from,
      to: edge.to,
      labelWidth:
        cutLabel(hasWayCounts ? countedLabel('1,000+', edge) : labelOf(edge)).length * labelCharWidth,
    })),
  }
}

type ElementBuilder = (labels: GraphLabels) => FlowElements

/**
 * Builds the elements of a graph. One whose label is as in the last call is the same object: counts change while runs are
 * read, and React Flow draws every new object again.
 */
export function elementBuilder(graph: RunGraph, layout: GraphLayout): ElementBuilder {
  const nodes = new Map<string, WidgetNodeType>()
  const edges = new Map<string, RoutedEdgeType>()
  return (labels) => ({
    nodes: graph.nodes.map((node, i) => {
      const badge = node.isDecisive ? labels.badge : null
      const count = labels.counts?.get(node.widget ?? '') ?? null
      const last = nodes.get(node.id)
      if (last && last.data.badge === badge && last.data.count === count) return last
      const built = toNode(node, layout.nodes[i] ?? origin, badge, count)
      nodes.set(node.id, built)
      return built
    }),
    edges: graph.edges.map((edge, i) => {
      const count = labels.wayCounts?.get(edge.id) ?? null
      const last = edges.get(edge.id)
      if (last?.data && last.data.count === count) return last
      const built = toEdge(edge, layout.edges[i], count)
      edges.set(edge.id, built)
      return built
    }),
  })
}

const origin: Point = { x: 0, y: 0 }

function sizeOf({ widget }: GraphNode) {
  return widget === null ? endSize : nodeSize
}

function toNode(
  node: GraphNode,
  position: Point,
  badge: EndBadge | null,
  count: string | null,
): WidgetNodeType {
  const { width, height } = sizeOf(node)
  return {
    id: node.id,
    type: 'widget',
    position,
    width,
    height,
    // Known beforehand: what is out of view is not drawn and so never measured, and the graph could not be fitted.
    measured: { width, height },
    handles: [
      { type: 'target', position: Position.Top, x: width / 2, y: 0 },
      { type: 'source', position: Position.Bottom, x: width / 2, y: height },
    ],
    data: { ...node, badge, count },
  }
}

function toEdge(
  edge: GraphEdge,
  route: GraphLayout['edges'][number] | undefined,
  count: string | null,
): RoutedEdgeType {
  const isTaken = edge.times > 0 || count !== null
  return {
    id: edge.id,
    source: edge.from,
    target: edge.to,
    type: 'routed',
    className: count !== null ? 'taken counted' : isTaken ? 'taken' : '',
    zIndex: isTaken ? 1 : 0,
    markerEnd: {
      type: MarkerType.ArrowClosed,
      color: isTaken ? 'var(--color-accent)' : 'var(--color-line-strong)',
      ...(isTaken && { width: 9, height: 9 }),
    },
    data: {
      points: route?.points ?? [],
      labelAt: route?.label ?? origin,
      text: count === null ? labelOf(edge) : countedLabel(count, edge),
      count,
    },
  }
}

/** The events, and what a split compares with: "match 1, noMatch". */
function labelOf({ exits, times }: GraphEdge): string {
  const text = exits.map(({ event, value }) => (value === null ? event : `${event} ${value}`)).join(', ')
  return times > 1 ? `×${times} ${text}` : text
}

const countedLabel = (count: string, edge: GraphEdge) => `${count} · ${labelOf(edge)}`

/** A label as it is drawn. To be masked before, since half a number would not be recognized as one. */
export function cutLabel(text: string): string {
  return text.length > maxLabelLength ? cutText(text, maxLabelLength - 1).replace(/ *…$/, '…') : text
}
