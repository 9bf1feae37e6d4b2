import { BaseEdge, Handle, Position, type EdgeProps, type NodeProps } from '@xyflow/react'
import { memo } from 'react'

import type { Point } from '#definition/layout/layout-graph.ts'
import { Icon } from '#ui/icon.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'
import { escapeInvisible } from '#ui/text/invisible-chars.ts'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'

import type { EndBadge } from './end-badge.ts'
import { cutLabel, type RoutedEdgeType, type WidgetNodeType } from './use-flow-elements.ts'
import { WidgetIcon } from './widget-icon.tsx'

/** A widget, or the end of the run. Has how often one run came here, or how many runs did. */
const WidgetNode = memo(function WidgetNode({ data }: NodeProps<WidgetNodeType>) {
  const displayText = useDisplayText()
  const { widget, type, visits, badge, isDefined, count } = data
  const isPassed = visits > 0 || count !== null
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {widget === null ? (
        <div className="flex size-full items-center justify-center rounded-full border-2 border-accent bg-surface text-xs font-medium">
          End
        </div>
      ) : (
        <div
          title={displayText(widget)}
          className={`flex size-full items-center gap-2 rounded-md border bg-surface px-2 ${nodeClass(isPassed, badge)} ${count === null ? '' : 'cursor-pointer'}`}
        >
          <span
            className={`flex size-5 shrink-0 items-center justify-center rounded-full ${isPassed ? 'bg-accent text-on-accent' : 'bg-hover text-faint'}`}
          >
            <WidgetIcon type={type} />
          </span>
          <span className="min-w-0 flex-1 leading-4">
            <span className="block truncate font-mono text-xs">
              <UntrustedText text={widget} />
            </span>
            {badge === null ? (
              <span className="block truncate text-2xs text-faint">
                {type === null ? 'unknown' : <UntrustedText text={type} />}
                {!isDefined && ', not in this revision'}
              </span>
            ) : (
              <span
                className={`flex items-center gap-1 text-2xs font-semibold ${badge.isFailure ? 'text-warn' : 'text-accent'}`}
              >
                <Icon icon={badge.icon} size={10} />
                {badge.text}
              </span>
            )}
          </span>
          {(count !== null || visits > 1) && (
            <span className="shrink-0 text-2xs font-medium tabular-nums">{count ?? `×${visits}`}</span>
          )}
        </div>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
})

function nodeClass(isPassed: boolean, badge: EndBadge | null): string {
  if (badge?.isFailure) return 'border-2 border-warn text-ink outline-4 outline-warn-soft'
  if (badge !== null) return 'border-2 border-accent text-ink outline-4 outline-selected'
  return isPassed ? 'border-2 border-accent text-ink' : 'border-dashed border-line-strong text-faint'
}

/** An edge along the points that the layout chose, so that it runs around other widgets. */
const RoutedEdge = memo(function RoutedEdge({ id, data, markerEnd }: EdgeProps<RoutedEdgeType>) {
  const mask = useTextMask()
  if (!data) return null
  return (
    <BaseEdge
      id={id}
      path={smoothPath(data.points)}
      label={escapeInvisible(cutLabel(mask(data.text)))}
      labelX={data.labelAt.x}
      labelY={data.labelAt.y}
      labelBgPadding={[3, 1]}
      {...(markerEnd !== undefined && { markerEnd })}
    />
  )
})

/** An SVG path that bends at the points in between. */
function smoothPath([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return ''
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1] ?? point
    return `Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`
  })
  const last = rest.at(-1) ?? first
  return `M${first.x},${first.y} ${bends.join(' ')} L${last.x},${last.y}`
}

/** At module scope, since React Flow draws everything again for new ones. */
export const nodeTypes = { widget: WidgetNode }
export const edgeTypes = { routed: RoutedEdge }
