import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { mostWidth, type ColumnFacts } from './column-facts.ts'

/** What moving an edge does to the columns. Widths in px. */
export type EdgeMoves = {
  /** The edge is being moved: the column is so wide for now. */
  hold: (id: string, width: number) => void
  /** It has been let go: the column stays as wide as it is. */
  keep: (id: string) => void
  /** The column gets its own width again. */
  reset: (id: string) => void
}

type ColumnEdgeProps = { id: string; meta: ColumnFacts | undefined; moves: EdgeMoves }

/** Step of an arrow key, in px; with Shift five of them. */
const step = 8

/**
 * The edge after a column: dragging it, or the arrows while it has the focus, make the column wider or narrower; a
 * double click or Enter gives it its own width.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
 */
export function ColumnEdge({ id, meta, moves }: ColumnEdgeProps) {
  const edge = useRef<HTMLDivElement>(null)
  const width = useColumnWidth(edge)
  const drag = useRef<{ x: number; width: number } | null>(null)
  // A key that is held changes the width many times; it is kept once, when the key is let go.
  const stepped = useRef(false)

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, width }
  }

  function onPointerMove(event: PointerEvent) {
    if (drag.current && event.clientX !== drag.current.x) {
      moves.hold(id, drag.current.width + event.clientX - drag.current.x)
      stepped.current = true
    }
  }

  function onLetGo() {
    drag.current = null
    if (stepped.current) moves.keep(id)
    stepped.current = false
  }

  function onKeyDown(event: KeyboardEvent) {
    const by = event.shiftKey ? step * 5 : step
    const to = {
      ArrowLeft: width - by,
      ArrowRight: width + by,
      Home: meta?.least ?? 0,
      End: mostWidth,
      Enter: null,
    }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (to === null) {
      moves.reset(id)
      return
    }
    moves.hold(id, to)
    stepped.current = true
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that takes the focus is a control
    <div
      ref={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${meta?.label ?? id}`}
      aria-valuenow={width}
      aria-valuemin={meta?.least ?? 0}
      aria-valuemax={mostWidth}
      aria-valuetext={`${width} px`}
      tabIndex={0}
      title="Drag, or press the arrows, to change the width; double click for its own"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onLetGo}
      onPointerCancel={onLetGo}
      onDoubleClick={() => moves.reset(id)}
      onKeyDown={onKeyDown}
      onKeyUp={onLetGo}
      onBlur={onLetGo}
      className="absolute inset-y-0 -right-1 z-10 w-2.25 cursor-col-resize touch-none outline-none after:absolute after:inset-y-1.5 after:left-1 after:w-px after:bg-line hover:after:inset-y-0 hover:after:w-0.5 hover:after:bg-line-strong focus-visible:after:inset-y-0 focus-visible:after:w-0.75 focus-visible:after:bg-accent active:after:bg-accent"
    />
  )
}

/** The width in px of the header that the edge stands in, as it is drawn. */
function useColumnWidth(edge: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const header = edge.current?.parentElement
    if (!header) return
    const observer = new ResizeObserver(() => setWidth(Math.round(header.offsetWidth)))
    observer.observe(header)
    return () => observer.disconnect()
  }, [edge])
  return width
}
