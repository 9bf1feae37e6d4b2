import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import { revealRow, scrollScale } from './scroll-scale.ts'
import { useScaledScroll } from './use-scaled-scroll.ts'

type WindowOptions = {
  count: number
  /** Height of every row in px. */
  rowHeight: number
  /** Height in px of what stays at the top of the scroller. */
  headerHeight?: number
}

/**
 * Few rows of many: which ones are in view, by arithmetic on the scroll position, whatever the count.
 *
 * The scroller holds a spacer as tall as all rows (or as tall as a browser allows) and, sticking to its top, the
 * element that the rows are drawn in. Scrolling does not move the drawn rows; the next render does. So there is never
 * a frame without rows: the ones drawn before stay until the new ones are here.
 */
export function useWindow({ count, rowHeight, headerHeight = 0 }: WindowOptions) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [bodyHeight, setBodyHeight] = useState(0)
  const [width, setWidth] = useState(0)
  // In rows, not px: rows that become higher or lower stay where they are.
  const [wanted, setWanted] = useState(0)
  // The scrollTop we set ourselves; the scroll event it causes must not round our position.
  const ownScrollTop = useRef(-1)
  // How often rows that came in above have pushed the others down.
  const [shifts, setShifts] = useState(0)
  // The height of rows, and the shifts, that the scroll bar's thumb stands for.
  const thumbFor = useRef({ rowHeight, shifts })

  const scale = useMemo(() => scrollScale({ count, rowHeight, bodyHeight }), [count, rowHeight, bodyHeight])
  const position = Math.min(wanted * rowHeight, scale.maxPosition)

  useLayoutEffect(() => {
    if (!scroller) return
    const measure = () => {
      setBodyHeight(Math.max(0, scroller.clientHeight - headerHeight))
      setWidth(scroller.clientWidth)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [scroller, headerHeight])

  const moveTo = useCallback(
    (next: number) => {
      const clamped = Math.min(Math.max(next, 0), scale.maxPosition)
      setWanted(clamped / rowHeight)
      if (!scroller) return
      scroller.scrollTo({ top: scale.toScrollTop(clamped), behavior: 'instant' })
      ownScrollTop.current = scroller.scrollTop
    },
    [scroller, scale, rowHeight],
  )

  useEffect(() => {
    if (!scroller) return
    const onScroll = () => {
      if (Math.abs(scroller.scrollTop - ownScrollTop.current) < 1) return
      ownScrollTop.current = -1
      // In this frame, not the next: the rows must move with the scrollbar.
      flushSync(() => setWanted(scale.toPosition(scroller.scrollTop) / rowHeight))
    }
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => scroller.removeEventListener('scroll', onScroll)
  }, [scroller, scale, rowHeight])

  useScaledScroll({
    scroller,
    scaled: scale.scaled,
    rowHeight,
    bodyHeight,
    moveBy: (px) => flushSync(() => moveTo(position + px)),
  })

  useLayoutEffect(() => {
    // Rows above the view, rows of another height, or past the cap another count, change where the thumb belongs: it
    // moves, the rows stay.
    const { current } = thumbFor
    if (!scroller || (!scale.scaled && current.rowHeight === rowHeight && current.shifts === shifts)) return
    thumbFor.current = { rowHeight, shifts }
    scroller.scrollTo({ top: scale.toScrollTop(position), behavior: 'instant' })
    ownScrollTop.current = scroller.scrollTop
    // oxlint-disable-next-line react/exhaustive-deps -- only when the scale changes; `position` is what stays
  }, [scroller, scale, shifts])

  const first = Math.floor(position / rowHeight)
  return {
    /** How many rows there are. */
    count,
    /** The ref of the scrolling element. */
    attach: setScroller,
    /** The scrolling element, once it is there. */
    scroller,
    /** Height of the spacer, in px. */
    spacerHeight: scale.spacerHeight,
    /** Height of the part in which rows show, in px. */
    bodyHeight,
    /** Width of the scroller's inside, in px; 0 before it has been measured. */
    width,
    /** Index of the first row in view. */
    first,
    /** How much of that row is scrolled out at the top, in px. */
    offset: position - first * rowHeight,
    /** How many rows to draw so that the view is full. */
    size: Math.min(count - first, Math.ceil(bodyHeight / rowHeight) + 1),
    /** How many rows fit wholly: the step of PageUp and PageDown. */
    pageSize: Math.max(1, Math.floor(bodyHeight / rowHeight)),
    /** Scrolls no further than needed for the row to be in view. */
    reveal: (index: number) => {
      // Before it has been measured every row counts as out of view.
      if (bodyHeight > 0) moveTo(revealRow(index, position, { count, rowHeight, bodyHeight }))
    },
    /** Goes with rows that were pushed down by so many above them: what is in view stays in view, with the next count. */
    shiftBy: (rows: number) => {
      setWanted((before) => Math.max(0, before + rows))
      setShifts((before) => before + 1)
    },
    /** Scrolls so that the row is the first in view. */
    scrollTo: (index: number) => moveTo(index * rowHeight),
  }
}

export type ScrollWindow = ReturnType<typeof useWindow>
