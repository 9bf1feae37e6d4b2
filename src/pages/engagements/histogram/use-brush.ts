import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'

import type { TimeRange } from '#format/time/time-range.ts'

import { selectedRange, isDrag, brushReducer, idleBrush, type Brush, type BrushEvent } from './brush.ts'
import { binAt, type TimeScale } from './geometry.ts'

export type OnRangeChange = (range: TimeRange, options?: { replace: boolean }) => void

/** How far a pressed pointer moves, in px, before it drags: bars move below one that rests while the list loads. */
const minDragPx = 3

type Options = {
  edges: readonly number[]
  scale: TimeScale
  /** Left edge of the bars, in px: presses left of it are ignored. */
  left: number
  /** The current range of the filter. */
  range: TimeRange
  onRange: OnRangeChange
}

/** Range selection on the chart: drag, click for one bin, double-click or Esc for all times. */
export function useBrush({ edges, scale, left, range, onRange }: Options) {
  const [brush, setBrush] = useState<Brush>(idleBrush)
  const dispatch = (event: BrushEvent) => setBrush((before) => brushReducer(before, event))
  const pressedX = useRef(0)
  const isBounded = range.from !== null || range.to !== null

  function binUnder(event: PointerEvent<HTMLElement>) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    if (x < left && brush.state === 'idle') return null
    return binAt(edges, scale.timeAt(x))
  }

  function apply() {
    const selected = selectedRange(brush)
    setBrush(idleBrush)
    if (selected) onRange({ from: selected.from ?? range.from, to: selected.to ?? range.to })
  }

  const pointer = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const bin = binUnder(event)
      if (event.button !== 0 || !event.isPrimary || bin === null) return
      event.currentTarget.setPointerCapture(event.pointerId)
      pressedX.current = event.clientX
      dispatch({ type: 'press', bin })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const isPressed = brush.state === 'dragging' && !isDrag(brush)
      if (isPressed && Math.abs(event.clientX - pressedX.current) < minDragPx) return
      const bin = binUnder(event)
      dispatch(bin ? { type: 'point', bin } : { type: 'leave' })
    },
    onPointerLeave: () => dispatch({ type: 'leave' }),
    onPointerUp: () => {
      if (isDrag(brush)) apply()
    },
    onPointerCancel: () => dispatch({ type: 'stop' }),
    // A press that was not a drag.
    onClick: ({ detail }: MouseEvent) => {
      if (brush.state !== 'dragging') return
      dispatch({ type: 'stop' })
      if (detail > 1) return
      apply()
      clearOnDoubleClick()
    },
  }

  /**
   * Undoes a click if a second one follows, without a history entry. What the first one did may have moved the chart, and
   * the second one then hits something else, which must not notice it.
   */
  function clearOnDoubleClick() {
    window.addEventListener(
      'click',
      (event) => {
        if (event.detail < 2) return
        event.preventDefault()
        event.stopPropagation()
        dispatch({ type: 'stop' })
        onRange({ from: null, to: null }, { replace: true })
      },
      { capture: true, once: true },
    )
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (brush.state === 'idle' && !isBounded) return
    // The open engagement's panel closes on the same key.
    event.preventDefault()
    if (brush.state === 'idle') onRange({ from: null, to: null })
    dispatch({ type: 'stop' })
  }

  return { brush, dispatch, apply, pointer, onKeyDown }
}
