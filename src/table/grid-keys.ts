import type { KeyboardEvent } from 'react'

import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

import type { WithColumnMeta } from './column-meta.ts'
import { nextGridCursor, type GridCursor } from './grid-navigation.ts'
import { scrollColumnIntoView } from './header-widths.ts'

type GridKeyOptions<T> = {
  view: VirtualWindow
  /** The loaded range of rows. */
  rowWindow: { from: number; rows: readonly T[] }
  /** The visible columns. */
  columns: readonly WithColumnMeta[]
  /** The keyboard cursor; null before the first use. */
  cursor: GridCursor | null
  onCursor: (cursor: GridCursor) => void
  /** On Enter. */
  onOpen: (row: T) => void
}

/** Moves the cursor and scrolls to it, or opens its row. */
export function handleGridKey<T>(event: KeyboardEvent, options: GridKeyOptions<T>): void {
  const { view, rowWindow, columns, cursor, onCursor, onOpen } = options
  const { altKey, ctrlKey, metaKey, shiftKey, key } = event
  if (altKey || metaKey || shiftKey) return
  if (key === 'Enter' && cursor !== null && !ctrlKey) {
    const row = rowWindow.rows[cursor.row - rowWindow.from]
    if (row === undefined) return
    event.preventDefault()
    onOpen(row)
    return
  }
  const next = nextGridCursor({
    key,
    ctrlKey,
    cursor,
    first: view.first,
    last: view.last,
    pageSize: view.pageSize,
    rows: rowWindow.rows.length === 0 ? 0 : view.count,
    columns: columns.length,
  })
  if (next === null) return
  event.preventDefault()
  onCursor(next)
  view.reveal(next.row)
  if (next.column !== null) scrollColumnIntoView(view.scroller, next.column)
}
