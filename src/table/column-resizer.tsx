import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { maxColumnWidth, type GridColumnMeta } from './column-meta.ts'

/** Column resize events. Widths in px. */
export type ColumnResizeHandlers = {
  /** The handle moves: the width is temporary. */
  onResize: (id: string, width: number) => void
  /** The handle is released: the width is final. */
  onCommit: (id: string) => void
  /** Restores the column's default width. */
  onReset: (id: string) => void
}

type ColumnResizerProps = {
  id: string
  meta: GridColumnMeta | undefined
  resizeHandlers: ColumnResizeHandlers
}

/** Step of an arrow key, in px; five steps with Shift. */
const stepPx = 8

/**
 * The resize handle after a column. Dragging or the arrow keys resize the column; a double click or Enter restores the
 * default width.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
 */
export function ColumnResizer({ id, meta, resizeHandlers }: ColumnResizerProps) {
  const handle = useRef<HTMLDivElement>(null)
  const width = useHeaderWidth(handle)
  // What the last key asked for, and the width measured then: the next key may come before the new width is measured.
  const lastKey = useRef<{ measured: number; requested: number } | null>(null)
  const drag = useRef<{ x: number; width: number } | null>(null)
  // A repeating key resizes many times. The width is committed once, on key up.
  const hasChanged = useRef(false)

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, width }
  }

  function onPointerMove(event: PointerEvent) {
    if (drag.current && event.clientX !== drag.current.x) {
      resizeHandlers.onResize(id, drag.current.width + event.clientX - drag.current.x)
      lastKey.current = null
      hasChanged.current = true
    }
  }

  function onRelease() {
    drag.current = null
    if (hasChanged.current) resizeHandlers.onCommit(id)
    hasChanged.current = false
  }

  function reset() {
    lastKey.current = null
    resizeHandlers.onReset(id)
  }

  function onKeyDown(event: KeyboardEvent) {
    const by = event.shiftKey ? stepPx * 5 : stepPx
    const from = lastKey.current?.measured === width ? lastKey.current.requested : width
    const minWidth = meta?.minWidth ?? 0
    const to = {
      ArrowLeft: Math.max(minWidth, from - by),
      ArrowRight: Math.min(maxColumnWidth, from + by),
      Home: minWidth,
      End: maxColumnWidth,
      Enter: null,
    }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (to === null) {
      reset()
      return
    }
    resizeHandlers.onResize(id, to)
    lastKey.current = { measured: width, requested: to }
    hasChanged.current = true
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that takes the focus is a control
    <div
      ref={handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${meta?.label ?? id}`}
      aria-valuenow={width}
      aria-valuemin={meta?.minWidth ?? 0}
      aria-valuemax={maxColumnWidth}
      aria-valuetext={`${width} px`}
      tabIndex={0}
      title="Drag or use the arrow keys to resize; double-click to reset"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onRelease}
      onPointerCancel={onRelease}
      onDoubleClick={reset}
      onKeyDown={onKeyDown}
      onKeyUp={onRelease}
      onBlur={onRelease}
      className="absolute inset-y-0 -right-1 z-10 w-2.25 cursor-col-resize touch-none outline-none after:absolute after:inset-y-1.5 after:left-1 after:w-px after:bg-line hover:after:inset-y-0 hover:after:w-0.5 hover:after:bg-line-strong focus-visible:after:inset-y-0 focus-visible:after:w-0.75 focus-visible:after:bg-accent forced-colors:focus-visible:outline-solid active:after:bg-accent"
    />
  )
}

/** The rendered width in px of the handle's header cell. */
function useHeaderWidth(handle: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const header = handle.current?.parentElement
    if (!header) return
    const observer = new ResizeObserver(() => setWidth(Math.round(header.offsetWidth)))
    observer.observe(header)
    return () => observer.disconnect()
  }, [handle])
  return width
}
