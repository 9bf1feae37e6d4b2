import {
  createElement,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'

import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { lastRowInView, positionToReveal, scrollScale } from './scroll-scale.ts'

// Loads with the first list that is taller than browsers allow.
const ScaledScroll = lazyChunk(async () => (await import('./scaled-scroll.ts')).ScaledScroll)

type VirtualRowsOptions = {
  count: number
  /** Height of every row in px; by the scroller's inner width in px, if it depends on it. */
  rowHeight: number | ((width: number) => number)
  /** Height in px of the sticky header in the scroller. */
  headerHeight?: number
}

/**
 * Virtual scrolling for rows of equal height: computes the rows in view from the scroll position, in constant time.
 *
 * The scroller holds a spacer as tall as all rows (or as tall as the browser allows), and a sticky element at its top
 * with the rendered rows. Scrolling does not move the rendered rows; the next render does. So there is never a blank
 * frame: the previous rows stay until the new ones are rendered.
 */
export function useVirtualRows({ count, rowHeight: heightOption, headerHeight = 0 }: VirtualRowsOptions) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [bodyHeight, setBodyHeight] = useState(0)
  const [width, setWidth] = useState(0)
  const rowHeight = typeof heightOption === 'number' ? heightOption : heightOption(width)
  // In rows, not px, so that a new row height does not change the row at the top.
  const [topRow, setTopRow] = useState(0)
  // The scrollTop set by code. Its scroll event must not round the position.
  const ownScrollTop = useRef(-1)
  // Number of `shiftBy` calls.
  const [shifts, setShifts] = useState(0)
  // The row height and shift count for which the scroll bar was last positioned.
  const thumbBasis = useRef({ rowHeight, shifts })

  const scale = useMemo(() => scrollScale({ count, rowHeight, bodyHeight }), [count, rowHeight, bodyHeight])
  const position = Math.min(topRow * rowHeight, scale.maxPosition)

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

  const scrollToPosition = useCallback(
    (next: number) => {
      const clamped = Math.min(Math.max(next, 0), scale.maxPosition)
      setTopRow(clamped / rowHeight)
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
      // Synchronous, so that the rows move in the same frame as the scroll bar.
      flushSync(() => setTopRow(scale.toPosition(scroller.scrollTop) / rowHeight))
    }
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => scroller.removeEventListener('scroll', onScroll)
  }, [scroller, scale, rowHeight])

  useLayoutEffect(() => {
    // New rows above, another row height or, in a scaled list, another count change the scroll bar's position. Move the
    // scroll bar; the rows stay.
    const { current } = thumbBasis
    if (!scroller || (!scale.isScaled && current.rowHeight === rowHeight && current.shifts === shifts)) return
    thumbBasis.current = { rowHeight, shifts }
    scroller.scrollTo({ top: scale.toScrollTop(position), behavior: 'instant' })
    ownScrollTop.current = scroller.scrollTop
    // oxlint-disable-next-line react/exhaustive-deps -- only when the scale changes; `position` is what stays
  }, [scroller, scale, shifts])

  const first = Math.floor(position / rowHeight)
  return {
    /** Number of rows. */
    count,
    /** The ref of the scrolling element. */
    attach: setScroller,
    /** The scrolling element; null before it is mounted. */
    scroller,
    /** To be rendered with the rows: scrolls a list that is taller than browsers allow; null for others. */
    scaledScroll:
      scroller && scale.isScaled
        ? createElement(
            Suspense,
            null,
            createElement(ScaledScroll, {
              scroller,
              rowHeight,
              bodyHeight,
              moveBy: (px: number) => flushSync(() => scrollToPosition(position + px)),
            }),
          )
        : null,
    /** Height of the spacer, in px. */
    spacerHeight: scale.spacerHeight,
    /** Height of every row in px. */
    rowHeight,
    /** Height in px of the visible area for rows. */
    bodyHeight,
    /** Inner width of the scroller in px; 0 before the first measurement. */
    width,
    /** Index of the first row in view. */
    first,
    /** Px of that row that are scrolled out at the top. */
    offset: position - first * rowHeight,
    /** Index of the last row in view, fully or partly. */
    last: lastRowInView(position, { count, rowHeight, bodyHeight }),
    /** Number of rows to render so that the view is full. */
    size: Math.min(count - first, Math.ceil(bodyHeight / rowHeight) + 1),
    /** Number of rows that fit fully: the step of PageUp and PageDown. */
    pageSize: Math.max(1, Math.floor(bodyHeight / rowHeight)),
    /** Scrolls no further than needed for the row to be in view. */
    reveal: (index: number) => {
      // Without a measured height every row would count as out of view.
      if (bodyHeight > 0)
        scrollToPosition(positionToReveal(index, position, { count, rowHeight, bodyHeight }))
    },
    /** Compensates for rows inserted above the view: the same rows stay in view with the next `count`. */
    shiftBy: (rows: number) => {
      setTopRow((before) => Math.max(0, before + rows))
      setShifts((before) => before + 1)
    },
    /** Scrolls so that the row is the first in view. */
    scrollTo: (index: number) => scrollToPosition(index * rowHeight),
  }
}

export type VirtualWindow = ReturnType<typeof useVirtualRows>
