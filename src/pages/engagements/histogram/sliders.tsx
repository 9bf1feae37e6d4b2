import { useId, useState, type KeyboardEvent } from 'react'

import { describeTimestamp, type BoundedRange } from '#format/time/time-range.ts'
import type { TimeZone } from '#format/time/time-zone.ts'

import type { Brush, Handle } from './brush.ts'

type SlidersProps = {
  edges: readonly number[]
  brush: Brush
  zone: TimeZone
  now: number
  /** The x position of a time, in px. */
  xOf: (ms: number) => number
  /** Describes a bin, for `aria-valuetext`. */
  describe: (bin: BoundedRange) => string
  /** @param at ms since 1970; null for the slider's own end of the chart */
  onSlide: (handle: Handle, at: number | null) => void
  onApply: () => void
}

/**
 * Range selection by keyboard: two native sliders over the bin edges. They are invisible; only the focused handle is
 * shown. Pointers use the chart itself. The range applies on Enter only, since it changes the bins, and so the slider's
 * steps.
 */
export function Sliders({ edges, brush, zone, now, xOf, describe, onSlide, onApply }: SlidersProps) {
  const [focused, setFocused] = useState<Handle | null>(null)
  const helpId = useId()
  const last = edges.length - 1
  const range = brush.state === 'sliding' ? brush.range : { from: null, to: null }
  const indices = { from: indexOf(range.from, 0), to: indexOf(range.to, last) }
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
    // The bin that starts at the `from` handle, or ends at the `to` handle.
    const first = handle === 'from' ? indices.from : indices.to - 1
    const [from = 0, to = 0] = edges.slice(first, first + 2)
    return {
      type: 'range',
      'aria-label': handle === 'from' ? 'From' : 'To',
      'aria-valuetext': `${describeTimestamp(handle === 'from' ? from : to, zone, now)}: ${describe({ from, to })}`,
      'aria-describedby': helpId,
      min: handle === 'from' ? 0 : indices.from + 1,
      max: handle === 'from' ? indices.to - 1 : last,
      value: indices[handle],
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
        Enter applies the range, Escape cancels.
      </p>
      {focused && (
        <span
          aria-hidden
          className="pointer-events-none absolute -top-0.5 h-10 w-2 -translate-x-1/2 rounded-sm bg-accent ring-2 ring-canvas"
          style={{ left: xOf(edges[indices[focused]] ?? 0) }}
        />
      )}
    </>
  )
}
