import type { BoundedRange, TimeRange } from '#display/time-range.ts'

/*
 * A choice of time in the making, by pointer or by keyboard. It is kept in times rather than in numbers of bins: bins
 * come in while someone drags, and what was under the pointer must stay what it was. All in ms since 1970.
 */
export type Brush =
  /** Nothing is being chosen; the pointer may rest on a time. */
  | { readonly state: 'idle'; readonly at: number | null }
  /** From the bin that was pressed to the one the pointer is in now. */
  | { readonly state: 'dragging'; readonly pressed: BoundedRange; readonly head: BoundedRange }
  /** Moved by the sliders and not yet applied. Null is where the slider has not been moved from its end. */
  | { readonly state: 'sliding'; readonly handle: Handle; readonly range: TimeRange }

export type Handle = 'from' | 'to'

export type BrushEvent =
  | { readonly type: 'press'; readonly bin: BoundedRange }
  | { readonly type: 'point'; readonly bin: BoundedRange }
  | { readonly type: 'leave' }
  /** A slider was moved to a time; null for its end of the chart. */
  | { readonly type: 'slide'; readonly handle: Handle; readonly at: number | null }
  | { readonly type: 'stop' }

export const resting: Brush = { state: 'idle', at: null }

export function moveBrush(brush: Brush, event: BrushEvent): Brush {
  switch (event.type) {
    case 'press':
      return { state: 'dragging', pressed: event.bin, head: event.bin }
    case 'point':
      return brush.state === 'dragging' ? { ...brush, head: event.bin } : pointAt(brush, event.bin.from)
    case 'leave':
      return pointAt(brush, null)
    case 'slide':
      return {
        state: 'sliding',
        handle: event.handle,
        range: {
          from: null,
          to: null,
          ...(brush.state === 'sliding' && brush.range),
          [event.handle]: event.at,
        },
      }
    case 'stop':
      return resting
  }
}

/** A pointer that passes by does not undo what the sliders have chosen. */
const pointAt = (brush: Brush, at: number | null): Brush =>
  brush.state === 'idle' ? { state: 'idle', at } : brush

/** What would be asked for now; null when nothing is being chosen. */
export function chosenRange(brush: Brush): TimeRange | null {
  switch (brush.state) {
    case 'idle':
      return null
    case 'dragging':
      return {
        from: Math.min(brush.pressed.from, brush.head.from),
        to: Math.max(brush.pressed.to, brush.head.to),
      }
    case 'sliding':
      return brush.range.from === null && brush.range.to === null ? null : brush.range
  }
}

/** Whether the pointer has gone from one bin into another: a drag then, and no click. */
export const isDrag = (brush: Brush): boolean =>
  brush.state === 'dragging' && brush.pressed.from !== brush.head.from
