import { useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'

import type { TimeRange } from '#display/time-range.ts'

import { chosenRange, isDrag, moveBrush, resting, type Brush, type BrushEvent } from './brush.ts'
import { binAt, type Scale } from './geometry.ts'

export type OnRange = (range: TimeRange, options?: { replace: boolean }) => void

type Options = {
  edges: readonly number[]
  scale: Scale
  /** Where the bars begin, in px: what lies left of them cannot be pressed. */
  left: number
  /** The range that is asked for now. */
  range: TimeRange
  onRange: OnRange
}

/** The choice of a range on the chart: drag, click for one bin, click twice or Esc for all times. */
export function useBrush({ edges, scale, left, range, onRange }: Options) {
  const [brush, setBrush] = useState<Brush>(resting)
  const send = (event: BrushEvent) => setBrush((before) => moveBrush(before, event))
  const isBounded = range.from !== null || range.to !== null

  function binUnder(event: PointerEvent<HTMLElement>) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    if (x < left && brush.state === 'idle') return null
    return binAt(edges, scale.timeAt(x))
  }

  function apply() {
    const chosen = chosenRange(brush)
    setBrush(resting)
    if (chosen) onRange({ from: chosen.from ?? range.from, to: chosen.to ?? range.to })
  }

  const pointer = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const bin = binUnder(event)
      if (event.button !== 0 || !event.isPrimary || bin === null) return
      event.currentTarget.setPointerCapture(event.pointerId)
      send({ type: 'press', bin })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const bin = binUnder(event)
      send(bin ? { type: 'point', bin } : { type: 'leave' })
    },
    onPointerLeave: () => send({ type: 'leave' }),
    onPointerUp: () => {
      if (isDrag(brush)) apply()
    },
    onPointerCancel: () => send({ type: 'stop' }),
    // A press that did not become a drag. Twice at once, it takes back what the first one did, leaving no step behind.
    onClick: ({ detail }: MouseEvent) => {
      if (brush.state !== 'dragging') return
      if (detail < 2) apply()
      else {
        send({ type: 'stop' })
        if (isBounded) onRange({ from: null, to: null }, { replace: true })
      }
    },
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (brush.state === 'idle' && !isBounded) return
    // The open engagement listens for the same key.
    event.preventDefault()
    if (brush.state === 'idle') onRange({ from: null, to: null })
    send({ type: 'stop' })
  }

  return { brush, send, apply, pointer, onKeyDown }
}
