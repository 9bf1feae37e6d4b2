import { useReactFlow, type ReactFlowProps, type Viewport } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide'
import { useId, type KeyboardEvent } from 'react'

import type { RunGraph } from '#definition/run-graph.ts'
import { pluralize } from '#format/count.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'

import { DrawnFlow } from './drawn-flow.tsx'
import {
  useFlowElements,
  type GraphLabels,
  type RoutedEdgeType,
  type WidgetNodeType,
} from './use-flow-elements.ts'

import './graph.css'

type GraphViewProps = {
  graph: RunGraph
  /** The widget that is in view at first, where not all fit; null for the whole graph. */
  start: string | null
  labels: GraphLabels
  /** What else there is to know about the graph, as sentences after the number of widgets: "this run passed 7." */
  description: string
  /** Called with the widget of a clicked node that has a count. */
  onWidget?: (widget: string) => void
  /** Called with the widgets that a clicked edge with a count leads from and to. */
  onWay?: (widget: string, next: string) => void
}

/** In px per key press. */
const panStep = 60

/** Below this zoom texts cannot be read, so a large graph starts at one widget instead. */
const minReadableZoom = 0.6
/** Above the first widget, in px. */
const topMargin = 16
const zoomLimits = { minZoom: 0.02, maxZoom: 2 }

/** The graph: moved and zoomed with pointer, keys and buttons. What it shows stands beside it in words. */
export function GraphView({ graph, start, labels, description, onWidget, onWay }: GraphViewProps) {
  const flow = useReactFlow()
  const id = useId()
  const elements = useFlowElements(graph, labels)
  const total = graph.nodes.filter(({ widget }) => widget !== null).length

  if (elements === null)
    return (
      <p role="status" className="px-5 py-4 text-muted">
        Arranging {pluralize(total, 'widget')}…
      </p>
    )
  if (elements === 'failed') {
    return <p className="px-5 py-4 text-muted">The graph couldn’t be drawn. The list has the same.</p>
  }
  const { nodes, edges } = elements

  const widgetOf = (nodeId: string) => graph.nodes.find(({ id: each }) => each === nodeId)?.widget ?? null

  // With a handler, nodes get pointer events.
  const clickProps: Pick<ReactFlowProps<WidgetNodeType, RoutedEdgeType>, 'onNodeClick' | 'onEdgeClick'> = {
    ...(onWidget && {
      onNodeClick: (_event, { data: { widget, count } }) => {
        if (widget !== null && count !== null) onWidget(widget)
      },
    }),
    ...(onWay && {
      onEdgeClick: (_event, { source, target, data }) => {
        const [widget, next] = [widgetOf(source), widgetOf(target)]
        if (widget !== null && next !== null && data && data.count !== null) onWay(widget, next)
      },
    }),
  }

  function move(change: Partial<Viewport>) {
    const { x, y, zoom } = flow.getViewport()
    void flow.setViewport({ x: x + (change.x ?? 0), y: y + (change.y ?? 0), zoom })
  }

  function fit() {
    void flow.fitView({ includeHiddenNodes: true })
  }

  const actions: Record<string, () => void> = {
    ArrowLeft: () => move({ x: panStep }),
    ArrowRight: () => move({ x: -panStep }),
    ArrowUp: () => move({ y: panStep }),
    ArrowDown: () => move({ y: -panStep }),
    '+': () => void flow.zoomIn(),
    '=': () => void flow.zoomIn(),
    '-': () => void flow.zoomOut(),
    '0': fit,
  }

  function onKeyDown(event: KeyboardEvent) {
    const action = actions[event.key]
    if (action === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    action()
  }

  /** Shows all of a small graph; of a large one the widget to start at. */
  async function showStart() {
    await flow.fitView({ maxZoom: 1, includeHiddenNodes: true })
    const startNode = nodes.find(({ data }) => data.widget === start)
    if (flow.getZoom() >= minReadableZoom || startNode === undefined) return
    const { x, y } = startNode.position
    await flow.setCenter(x + (startNode.width ?? 0) / 2, y, { zoom: 0.9 })
    // The first widgets stand at the top.
    const viewport = flow.getViewport()
    const emptyAbove = flow.getNodesBounds(nodes).y * viewport.zoom + viewport.y - topMargin
    if (emptyAbove > 0) move({ y: -emptyAbove })
  }

  return (
    <div className="flow-graph relative flex min-h-40 flex-[1.5] basis-0 flex-col border-b border-line">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys move what it shows, as in a scroll container */}
      <div
        role="group"
        aria-label="Graph"
        aria-describedby={id}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="focus-ring-inset relative min-h-0 flex-1"
      >
        <p id={id} className="sr-only">
          {pluralize(total, 'widget')}; {description} Arrow keys move the graph, plus and minus zoom, 0 fits
          it.
        </p>
        {/* Below the focus ring. */}
        <div aria-hidden className="absolute inset-0.5">
          <DrawnFlow
            nodes={nodes}
            edges={edges}
            start={start}
            {...zoomLimits}
            onInit={() => void showStart()}
            {...clickProps}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            panOnScroll
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            panActivationKeyCode={null}
            proOptions={{ hideAttribution: true }}
          />
        </div>
      </div>
      <div className="absolute right-2 bottom-2 flex gap-1 rounded-md bg-surface p-0.5">
        <GraphButton label="Zoom in" icon={Plus} onClick={() => void flow.zoomIn()} />
        <GraphButton label="Zoom out" icon={Minus} onClick={() => void flow.zoomOut()} />
        <GraphButton label="Fit" icon={Maximize} onClick={fit} />
      </div>
    </div>
  )
}

type GraphButtonProps = { label: string; icon: typeof Plus; onClick: () => void }

function GraphButton({ label, icon, onClick }: GraphButtonProps) {
  return (
    <Button
      size="sm"
      aria-label={label}
      title={label}
      icon={<Icon icon={icon} size={14} />}
      className="w-6"
      onClick={onClick}
    />
  )
}
