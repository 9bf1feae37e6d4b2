import { useId, useMemo } from 'react'

import { formatCount } from '#format/count.ts'
import { timeTicks } from '#format/time/time-axis.ts'
import type { BoundedRange } from '#format/time/time-range.ts'
import type { TimeZone } from '#format/time/time-zone.ts'

import { barPaths, maxBarCount, barKinds, timeScale, type Bars } from './geometry.ts'
import { barClasses, HatchPattern } from './legend.tsx'
import type { UnreadRange } from './time-window.ts'

type ChartProps = {
  bars: Bars | null
  /** The time range of the x axis. */
  timeRange: BoundedRange
  unread: UnreadRange
  selection: BoundedRange | null
  hovered: BoundedRange | null
  zone: TimeZone
  /** In px: the whole chart, and the space left of the time axis, of which `labelWidth` is for the count label. */
  width: number
  left: number
  labelWidth: number
}

const barHeight = 36
const axisHeight = 16

/** Bars on a time axis. `HistogramPanel` describes them in text. */
export function Chart({
  bars,
  timeRange,
  unread,
  selection,
  hovered,
  zone,
  width,
  left,
  labelWidth,
}: ChartProps) {
  const id = useId()
  const { from, to } = timeRange
  const { xOf } = timeScale(timeRange, left, width - left)
  const ticks = useMemo(() => timeTicks(from, to, width - left, zone), [from, to, width, left, zone])
  const maxCount = bars ? maxBarCount(bars) : 0
  const paths = bars && barPaths(bars, xOf, barHeight, Math.max(1, maxCount))
  const unreadTo = unread.state === 'before' ? Math.max(left, Math.min(xOf(unread.at), width)) : left

  return (
    <svg
      role="img"
      aria-label={`Engagements over time; the highest bar is ${formatCount(maxCount)}`}
      width={width}
      height={barHeight + axisHeight}
      // Pointer events go to the whole SVG: a click needs an element that still exists when it ends.
      className="block overflow-visible text-2xs *:pointer-events-none"
    >
      <defs>
        <HatchPattern id={`${id}hatch`} />
        <clipPath id={`${id}plot`}>
          <rect x={left} width={width - left} height={barHeight} />
        </clipPath>
      </defs>
      <text x={labelWidth - 8} y={9} textAnchor="end" className="fill-muted tabular-nums">
        {maxCount > 0 && formatCount(maxCount)}
      </text>
      <rect x={labelWidth} width={unreadTo - labelWidth} height={barHeight} fill={`url(#${id}hatch)`} />
      <line x1={labelWidth} x2={width} y1={0.5} y2={0.5} strokeDasharray="2 4" className="stroke-line" />
      {hovered && (
        <rect
          x={xOf(hovered.from)}
          width={xOf(hovered.to) - xOf(hovered.from)}
          height={barHeight}
          className="fill-line"
        />
      )}
      {selection && (
        <rect
          x={xOf(selection.from)}
          width={xOf(selection.to) - xOf(selection.from)}
          height={barHeight}
          className="fill-selected"
        />
      )}
      <g clipPath={`url(#${id}plot)`}>
        {paths && barKinds.map((kind) => <path key={kind} d={paths[kind]} className={barClasses[kind]} />)}
      </g>
      {selection &&
        [selection.from, selection.to].map((edge) => (
          <line
            key={edge}
            x1={xOf(edge)}
            x2={xOf(edge)}
            y2={barHeight}
            strokeWidth={2}
            className="stroke-accent"
          />
        ))}
      <line
        x1={labelWidth}
        x2={width}
        y1={barHeight + 0.5}
        y2={barHeight + 0.5}
        className="stroke-line-strong"
      />
      {ticks.map(({ timestamp, label }) => (
        <g key={timestamp}>
          <line
            x1={xOf(timestamp)}
            x2={xOf(timestamp)}
            y1={barHeight}
            y2={barHeight + 4}
            className="stroke-line-strong"
          />
          <text x={xOf(timestamp)} y={barHeight + 14} textAnchor="middle" className="fill-muted tabular-nums">
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}
