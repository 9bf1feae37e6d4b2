import type { BoundedRange, TimeRange } from '#format/time/time-range.ts'

/*
 * A time range being selected, by pointer or keyboard. Stores times, not bin indices: new bins may arrive during a drag,
 * and the selected times must not change. All times are in ms since 1970.
 */
export type Brush =
  /** No selection; `hoveredAt` is the time under the pointer. */
  | { readonly state: 'idle'; readonly hoveredAt: number | null }
  /** From the pressed bin to the bin under the pointer. */
  | { readonly state: 'dragging'; readonly pressed: BoundedRange; readonly head: BoundedRange }
  /** Set by the sliders, not applied yet. A bound is null while its slider is at its end of the chart. */
  | { readonly state: 'sliding'; readonly handle: Handle; readonly range: TimeRange }

export type Handle = 'from' | 'to'

export type BrushEvent =
  | { readonly type: 'press'; readonly bin: BoundedRange }
  | { readonly type: 'point'; readonly bin: BoundedRange }
  | { readonly type: 'leave' }
  /** A slider was moved to a time; null means its end of the chart. */
  | { readonly type: 'slide'; readonly handle: Handle; readonly at: number | null }
  | { readonly type: 'stop' }

export const idleBrush: Brush = { state: 'idle', hoveredAt: null }

export function brushReducer(brush: Brush, event: BrushEvent): Brush {
  switch (event.type) {
    case 'press':
      return { state: 'dragging', pressed: event.bin, head: event.bin }
    case 'point':
      return brush.state === 'dragging' ? { ...brush, head: event.bin } : hoverAt(brush, event.bin.from)
    case 'leave':
      return hoverAt(brush, null)
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
      return idleBrush
  }
}

/** Hovering does not reset the sliders' selection. */
const hoverAt = (brush: Brush, at: number | null): Brush =>
  brush.state === 'idle' ? { state: 'idle', hoveredAt: at } : brush

/** The selected range; null without a selection. */
export function selectedRange(brush: Brush): TimeRange | null {
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

/** Whether the pointer moved to another bin: then it is a drag, not a click. */
export const isDrag = (brush: Brush): boolean =>
  brush.state === 'dragging' && brush.pressed.from !== brush.head.from
