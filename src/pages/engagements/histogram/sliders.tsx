import { useId, useState, type KeyboardEvent } from 'react'

import { describeMoment, type BoundedRange } from '#display/time-range.ts'
import type { Zone } from '#display/zone.ts'

import type { Brush, Handle } from './brush.ts'

type SlidersProps = {
  edges: readonly number[]
  brush: Brush
  zone: Zone
  now: number
  /** Where a time is drawn, in px. */
  xOf: (ms: number) => number
  /** What there is to say of a bin. */
  describe: (bin: BoundedRange) => string
  /** @param at null for the slider's own end of the chart */
  onSlide: (handle: Handle, at: number | null) => void
  onApply: () => void
}

/**
 * The keyboard's way to a range: two native sliders over the edges of the bins. They cannot be seen, only their handle
 * can, while they have the focus; the pointer has the chart itself. Nothing is asked before Enter, since the bins
 * follow the range and would change under the slider.
 */
export function Sliders({ edges, brush, zone, now, xOf, describe, onSlide, onApply }: SlidersProps) {
  const [focused, setFocused] = useState<Handle | null>(null)
  const helpId = useId()
  const last = edges.length - 1
  const range = brush.state === 'sliding' ? brush.range : { from: null, to: null }
  const at = { from: indexOf(range.from, 0), to: indexOf(range.to, last) }
  const ends = { from: 0, to: last }

  function indexOf(ms: number | null, end: number): number {
    return ms === null
      ? end
      : Math.max(
          0,
          edges.findLastIndex((edge) => edge <= ms),
        )
  }

  const slider = (handle: Handle) => {
    // The bin that begins at the one handle, or ends at the other.
    const first = handle === 'from' ? at.from : at.to - 1
    const [from = 0, to = 0] = edges.slice(first, first + 2)
    return {
      type: 'range',
      'aria-label': handle === 'from' ? 'From' : 'To',
      'aria-valuetext': `${describeMoment(handle === 'from' ? from : to, zone, now)}: ${describe({ from, to })}`,
      'aria-describedby': helpId,
      min: handle === 'from' ? 0 : at.from + 1,
      max: handle === 'from' ? at.to - 1 : last,
      value: at[handle],
      onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
        const index = currentTarget.valueAsNumber
        onSlide(handle, index === ends[handle] ? null : (edges[index] ?? null))
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter') onApply()
      },
      onFocus: () => setFocused(handle),
      onBlur: () => setFocused(null),
      className: 'pointer-events-none absolute inset-0 opacity-0',
    }
  }

  return (
    <>
      <input {...slider('from')} />
      <input {...slider('to')} />
      <p id={helpId} hidden>
        Enter applies the range, Escape gives it up.
      </p>
      {focused && (
        <span
          aria-hidden
          className="pointer-events-none absolute -top-0.5 h-10 w-2 -translate-x-1/2 rounded-sm bg-accent ring-2 ring-canvas"
          style={{ left: xOf(edges[at[focused]] ?? 0) }}
        />
      )}
    </>
  )
}
