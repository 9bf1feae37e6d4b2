import { ReactFlow, type ReactFlowProps } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'

import { edgeTypes, nodeTypes } from './graph-parts.tsx'
import { isInBatch, mountOrder } from './mount-order.ts'
import type { RoutedEdgeType, WidgetNodeType } from './use-flow-elements.ts'

/** Widgets that are mounted in one frame: a task of well under 50 ms, with their edges. */
const batchSize = 20

/** Of a larger graph only what is in view is mounted: so many elements would make the browser slow. */
const maxMounted = 500

type DrawnFlowProps = Omit<ReactFlowProps<WidgetNodeType, RoutedEdgeType>, 'nodes' | 'edges'> & {
  nodes: readonly WidgetNodeType[]
  edges: readonly RoutedEdgeType[]
  /** The widget that is in view at first. */
  start: string | null
}

/**
 * React Flow with its elements mounted some in each frame, the nearest to `start` first, and never unmounted: neither
 * opening nor zooming out of hundreds of widgets is one long task. Those not mounted yet are hidden, so `fitView` needs
 * `includeHiddenNodes`.
 */
export function DrawnFlow({ nodes, edges, start, ...props }: DrawnFlowProps) {
  const isLarge = nodes.length > maxMounted
  const [mounted, setMounted] = useState(batchSize)
  const isComplete = isLarge || mounted >= nodes.length
  useEffect(() => {
    if (isComplete) return
    const frame = requestAnimationFrame(() => setMounted(mounted + batchSize))
    return () => cancelAnimationFrame(frame)
  }, [isComplete, mounted])

  const order = useMemo(() => mountOrder(nodes, start), [nodes, start])
  const hiddenNodes = useMemo(() => nodes.map((node) => ({ ...node, hidden: true })), [nodes])
  const shownNodes = useMemo(
    () =>
      nodes.map((node, i) =>
        isComplete || isInBatch(order, node.id, mounted) ? node : (hiddenNodes[i] ?? node),
      ),
    [nodes, hiddenNodes, order, isComplete, mounted],
  )
  const shownEdges = useMemo(
    () =>
      edges.filter(
        ({ source, target }) =>
          isComplete || (isInBatch(order, source, mounted) && isInBatch(order, target, mounted)),
      ),
    [edges, order, isComplete, mounted],
  )
  return (
    <ReactFlow
      {...props}
      nodes={shownNodes}
      edges={shownEdges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onlyRenderVisibleElements={isLarge}
    />
  )
}
