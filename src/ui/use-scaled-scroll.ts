import { useEffect, useEffectEvent, useLayoutEffect } from 'react'

import { flingOn, speedOf } from './fling.ts'

type ScaledScroll = {
  scroller: HTMLElement | null
  /** Whether one px of the scroll bar stands for several px of rows. */
  scaled: boolean
  /** Height of a row, and of the part in which rows show, in px: what a wheel may count in. */
  rowHeight: number
  bodyHeight: number
  /** Scrolls by so many px of rows. */
  moveBy: (px: number) => void
}

/** Past the browser's cap the wheel and the finger keep meaning px of rows; sideways the browser scrolls, as ever. */
export function useScaledScroll({ scroller, scaled, rowHeight, bodyHeight, moveBy }: ScaledScroll) {
  const by = useEffectEvent(moveBy)

  useEffect(() => {
    if (!scroller || !scaled) return
    const onWheel = (event: WheelEvent) => {
      // With Ctrl it zooms, with Shift it goes sideways.
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return
      event.preventDefault()
      const unit = [1, rowHeight, bodyHeight][event.deltaMode] ?? 1
      scroller.scrollBy({ left: event.deltaX * unit, behavior: 'instant' })
      by(event.deltaY * unit)
    }
    scroller.addEventListener('wheel', onWheel, { passive: false })
    return () => scroller.removeEventListener('wheel', onWheel)
  }, [scroller, scaled, rowHeight, bodyHeight])

  useLayoutEffect(() => {
    if (!scroller || !scaled) return
    scroller.style.setProperty('touch-action', 'pan-x pinch-zoom')
    return () => {
      scroller.style.removeProperty('touch-action')
    }
  }, [scroller, scaled])

  useEffect(() => {
    if (!scroller || !scaled) return
    let trail: { y: number; time: number }[] = []
    let frame = 0
    let touched: EventTarget | null = null
    const onStart = (event: TouchEvent) => {
      cancelAnimationFrame(frame)
      trail = pointOf(event)
      // A finger stays with what it touched, a row that soon is scrolled away: the rest is told to that alone.
      letGo()
      touched = event.target
      touched?.addEventListener('touchmove', onMove, { passive: true })
      touched?.addEventListener('touchend', onEnd, { passive: true })
    }
    const letGo = () => {
      touched?.removeEventListener('touchmove', onMove)
      touched?.removeEventListener('touchend', onEnd)
    }
    const onMove = (event: Event) => {
      const last = trail.at(-1)
      const [point] = pointOf(event)
      if (!last || !point) {
        trail = []
        return
      }
      by(last.y - point.y)
      trail = [...trail.slice(-9), point]
    }
    const onEnd = (event: Event) => {
      letGo()
      const last = trail.at(-1)
      if (!last) return
      fling(speedOf([...trail, { y: last.y, time: event.timeStamp }]), performance.now())
      trail = []
    }
    const fling = (speed: number, since: number) => {
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
      frame = requestAnimationFrame((now) => {
        const on = flingOn(speed, Math.max(0, now - since))
        if (on === null) return
        by(on.by)
        fling(on.speed, Math.max(since, now))
      })
    }
    scroller.addEventListener('touchstart', onStart, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      scroller.removeEventListener('touchstart', onStart)
      letGo()
    }
  }, [scroller, scaled])
}

/** Where the finger is; nowhere when there are several, which pinch. */
function pointOf(event: Event): { y: number; time: number }[] {
  const [touch, another] = event instanceof TouchEvent ? event.touches : []
  return touch && !another ? [{ y: touch.clientY, time: event.timeStamp }] : []
}
