import { ReactFlow, type ReactFlowProps } from '@xyflow/react'
import { useMemo } from 'react'

import { edgeTypes, nodeTypes } from './graph-parts.tsx'
import { mountOrder } from './mount-order.ts'
import type { RoutedEdgeType, WidgetNodeType } from './use-flow-elements.ts'
import { useMountedCount } from './use-mounted-count.ts'

/** Elements that are mounted in one frame. */
const batchSize = 15

/** A graph of no more elements is mounted at once. */
const maxAtOnce = 60

/** Of a graph with more widgets only what is in view is mounted: so many elements would make the browser slow. */
const maxMounted = 500

type DrawnFlowProps = Omit<ReactFlowProps<WidgetNodeType, RoutedEdgeType>, 'nodes' | 'edges'> & {
  nodes: readonly WidgetNodeType[]
  edges: readonly RoutedEdgeType[]
  /** The widget that is in view at first. */
  start: string | null
}

/**
 * React Flow with its elements mounted some in each frame, and never unmounted, so that neither opening nor fitting hundreds
 * of widgets is one long task. Widgets come before their ways, since React Flow looks at each way whenever a widget changes,
 * and the nearest to `start` first. Widgets not mounted yet are hidden, so `fitView` needs `includeHiddenNodes`.
 */
export function DrawnFlow({ nodes, edges, start, ...props }: DrawnFlowProps) {
  const isLarge = nodes.length > maxMounted
  const elementCount = nodes.length + edges.length
  const isAtOnce = isLarge || elementCount <= maxAtOnce
  const mounted = useMountedCount(elementCount, isAtOnce ? elementCount : batchSize)

  const order = useMemo(() => mountOrder(nodes, start), [nodes, start])
  const hiddenNodes = useMemo(() => nodes.map((node) => ({ ...node, hidden: true })), [nodes])
  const nodeCount = Math.min(mounted, nodes.length)
  const drawnNodes = useMemo(
    () => nodes.map((node, i) => ((order.get(node.id) ?? 0) < nodeCount ? node : (hiddenNodes[i] ?? node))),
    [nodes, hiddenNodes, order, nodeCount],
  )
  const sortedEdges = useMemo(() => {
    const place = ({ source, target }: RoutedEdgeType) =>
      Math.max(order.get(source) ?? 0, order.get(target) ?? 0)
    return edges.toSorted((a, b) => place(a) - place(b))
  }, [edges, order])
  const edgeCount = mounted - nodeCount
  const drawnEdges = useMemo(() => sortedEdges.slice(0, edgeCount), [sortedEdges, edgeCount])
  return (
    <ReactFlow
      {...props}
      nodes={drawnNodes}
      edges={drawnEdges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onlyRenderVisibleElements={isLarge}
    />
  )
}
