import { useId, type ReactNode } from 'react'

import type { BarKind, Bars } from './geometry.ts'
import { barKindNames, displayedKinds } from './histogram-text.ts'
import { markPath } from './revision-marks.tsx'
import type { UnreadRange } from './time-window.ts'

/** Classes per bar kind. The kinds differ in lightness, not in hue alone. */
export const barClasses: Record<BarKind, string> = {
  active: 'fill-active',
  ended: 'fill-[color-mix(in_oklab,var(--color-faint)_65%,var(--color-canvas))]',
  other: 'fill-warn',
}

/** The stripes for time that is not loaded yet, for `fill="url(#…)"`. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2={5} strokeWidth={2.5} className="stroke-line-strong" />
    </pattern>
  )
}

type LegendProps = {
  bars: Bars | null
  unread: UnreadRange
  /** What is known of the times at which revisions were published. */
  revisions: 'none' | 'marked' | 'failed'
}

/** The legend of the bars and stripes, and of the marks. */
export function Legend({ bars, unread, revisions }: LegendProps) {
  const hatch = useId()
  return (
    <ul aria-label="Legend" className="flex shrink-0 flex-wrap gap-x-3">
      {displayedKinds(bars?.counts.other.some((n) => n > 0) ?? false).map((kind) => (
        <LegendItem key={kind} text={barKindNames[kind]}>
          <rect width={8} height={8} rx={1} className={barClasses[kind]} />
        </LegendItem>
      ))}
      {unread.state === 'before' && (
        <LegendItem text="not loaded yet">
          <HatchPattern id={hatch} />
          <rect width={8} height={8} fill={`url(#${hatch})`} className="stroke-line-strong" />
        </LegendItem>
      )}
      {revisions === 'marked' && (
        <LegendItem text="revision published">
          <path d={markPath} transform="translate(0.5 1.5)" className="fill-accent" />
        </LegendItem>
      )}
      {revisions === 'failed' && <li>revisions couldn’t be loaded</li>}
      {unread.state === 'anywhere' && <li>not loaded in date order; any bar may still grow</li>}
    </ul>
  )
}

function LegendItem({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg aria-hidden width={8} height={8} className="overflow-visible">
        {children}
      </svg>
      {text}
    </li>
  )
}
