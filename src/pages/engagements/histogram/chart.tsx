import { useId, useMemo } from 'react'

import { formatCount } from '#display/count.ts'
import { ticksFor } from '#display/time-axis.ts'
import type { BoundedRange } from '#display/time-range.ts'
import type { Zone } from '#display/zone.ts'

import { barPaths, highest, kinds, timeScale, type Bars } from './geometry.ts'
import { Hatch } from './hatch.tsx'
import { kindLooks } from './kind-looks.ts'
import type { Unread } from './span.ts'

type ChartProps = {
  bars: Bars | null
  /** The time that is drawn, from its left to its right. */
  drawn: BoundedRange
  unread: Unread
  selection: BoundedRange | null
  pointed: BoundedRange | null
  zone: Zone
  /** In px: of all, and of what stands left of the time drawn; `numberRoom` of it is for the number. */
  width: number
  left: number
  numberRoom: number
}

const barHeight = 36
const axisHeight = 16

/** The picture: bars on an axis of time. What it says in words stands beside it. */
export function Chart({
  bars,
  drawn,
  unread,
  selection,
  pointed,
  zone,
  width,
  left,
  numberRoom,
}: ChartProps) {
  const id = useId()
  const { from, to } = drawn
  const { xOf } = timeScale(drawn, left, width - left)
  const ticks = useMemo(() => ticksFor(from, to, width - left, zone), [from, to, width, left, zone])
  const top = bars ? highest(bars) : 0
  const paths = bars && barPaths(bars, xOf, barHeight, Math.max(1, top))
  const unreadTo = unread.state === 'before' ? Math.max(left, Math.min(xOf(unread.at), width)) : left

  return (
    <svg
      role="img"
      aria-label={`Engagements over time; the highest bar stands for ${formatCount(top)}`}
      width={width}
      height={barHeight + axisHeight}
      // What is pressed is the picture as a whole: a click is one only on an element that is still there when it ends.
      className="block overflow-visible text-2xs *:pointer-events-none"
    >
      <defs>
        <Hatch id={`${id}hatch`} />
        <clipPath id={`${id}plot`}>
          <rect x={left} width={width - left} height={barHeight} />
        </clipPath>
      </defs>
      <text x={numberRoom - 8} y={9} textAnchor="end" className="fill-muted tabular-nums">
        {top > 0 && formatCount(top)}
      </text>
      <rect x={numberRoom} width={unreadTo - numberRoom} height={barHeight} fill={`url(#${id}hatch)`} />
      <line x1={numberRoom} x2={width} y1={0.5} y2={0.5} strokeDasharray="2 4" className="stroke-line" />
      {pointed && (
        <rect
          x={xOf(pointed.from)}
          width={xOf(pointed.to) - xOf(pointed.from)}
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
        {paths && kinds.map((kind) => <path key={kind} d={paths[kind]} className={kindLooks[kind]} />)}
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
        x1={numberRoom}
        x2={width}
        y1={barHeight + 0.5}
        y2={barHeight + 0.5}
        className="stroke-line-strong"
      />
      {ticks.map(({ at, label }) => (
        <g key={at}>
          <line x1={xOf(at)} x2={xOf(at)} y1={barHeight} y2={barHeight + 4} className="stroke-line-strong" />
          <text x={xOf(at)} y={barHeight + 14} textAnchor="middle" className="fill-muted tabular-nums">
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}
