import { useEffect, useEffectEvent, useLayoutEffect } from 'react'

import { momentumStep, releaseSpeed } from './momentum-scroll.ts'

type ScaledScrollProps = {
  scroller: HTMLElement
  /** Heights in px of a row and of the visible area for rows: the units of wheel events in lines and pages. */
  rowHeight: number
  bodyHeight: number
  /** Scrolls by this many px of rows. */
  moveBy: (px: number) => void
}

/**
 * In a scaled list, one px of the scroll bar is several px of rows: wheel and touch still scroll in px of rows. Horizontal
 * scrolling stays with the browser. Renders nothing.
 */
export function ScaledScroll({ scroller, rowHeight, bodyHeight, moveBy }: ScaledScrollProps) {
  const moveByPx = useEffectEvent(moveBy)

  useEffect(() => {
    const onWheel = (event: WheelEvent) => {
      // Ctrl zooms, Shift scrolls horizontally.
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return
      event.preventDefault()
      const unit = [1, rowHeight, bodyHeight][event.deltaMode] ?? 1
      scroller.scrollBy({ left: event.deltaX * unit, behavior: 'instant' })
      moveByPx(event.deltaY * unit)
    }
    scroller.addEventListener('wheel', onWheel, { passive: false })
    return () => scroller.removeEventListener('wheel', onWheel)
  }, [scroller, rowHeight, bodyHeight])

  useLayoutEffect(() => {
    scroller.style.setProperty('touch-action', 'pan-x pinch-zoom')
    return () => {
      scroller.style.removeProperty('touch-action')
    }
  }, [scroller])

  useEffect(() => {
    let samples: { y: number; time: number }[] = []
    let frame = 0
    let touched: EventTarget | null = null
    const onStart = (event: TouchEvent) => {
      cancelAnimationFrame(frame)
      samples = pointOf(event)
      // Touch events always go to the touched element, even after its row was scrolled away: listen there.
      removeTouchListeners()
      touched = event.target
      touched?.addEventListener('touchmove', onMove, { passive: true })
      touched?.addEventListener('touchend', onEnd, { passive: true })
    }
    const removeTouchListeners = () => {
      touched?.removeEventListener('touchmove', onMove)
      touched?.removeEventListener('touchend', onEnd)
    }
    const onMove = (event: Event) => {
      const last = samples.at(-1)
      const [point] = pointOf(event)
      if (!last || !point) {
        samples = []
        return
      }
      moveByPx(last.y - point.y)
      samples = [...samples.slice(-9), point]
    }
    const onEnd = (event: Event) => {
      removeTouchListeners()
      const last = samples.at(-1)
      if (!last) return
      animateMomentum(releaseSpeed([...samples, { y: last.y, time: event.timeStamp }]), performance.now())
      samples = []
    }
    const animateMomentum = (speed: number, since: number) => {
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
      frame = requestAnimationFrame((now) => {
        const step = momentumStep(speed, Math.max(0, now - since))
        if (step === null) return
        moveByPx(step.by)
        animateMomentum(step.speed, Math.max(since, now))
      })
    }
    scroller.addEventListener('touchstart', onStart, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      scroller.removeEventListener('touchstart', onStart)
      removeTouchListeners()
    }
  }, [scroller])

  return null
}

/** The touch point; empty for several fingers, which pinch. */
function pointOf(event: Event): { y: number; time: number }[] {
  const [touch, another] = event instanceof TouchEvent ? event.touches : []
  return touch && !another ? [{ y: touch.clientY, time: event.timeStamp }] : []
}
