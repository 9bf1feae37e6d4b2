import type { KeyboardEvent, MouseEvent } from 'react'

import type { WithColumnMeta } from './column-meta.ts'
import type { GridCursor } from './grid-navigation.ts'

/** The cell whose menu opens. */
export type CellTarget<T> = {
  row: T
  /** Null when the cursor is on the whole row. */
  column: string | null
  /** The menu's anchor: the cell or row, or the clicked point in px of the viewport. */
  anchor: Element | { x: number; y: number }
  openedBy: 'key' | 'pointer'
}

type CellMenuOptions<T> = {
  /** The loaded range of rows. */
  rowWindow: { from: number; rows: readonly T[] }
  /** The visible columns. */
  columns: readonly WithColumnMeta[]
  onCursor: (cursor: GridCursor) => void
  onMenu: (target: CellTarget<T>) => void
}

/** The context menu key, or Shift+F10. */
export function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey)
}

/** The ways to open a cell's menu: a key, the cell's menu button, a right click. */
export function cellMenuHandlers<T>({ rowWindow, columns, onCursor, onMenu }: CellMenuOptions<T>) {
  /** @param activeId the element id of the cell or row with the cursor */
  function openMenuFromKey(event: KeyboardEvent, cursor: GridCursor | null, activeId: string) {
    const row = cursor === null ? undefined : rowWindow.rows[cursor.row - rowWindow.from]
    const anchor = document.getElementById(activeId)
    if (cursor === null || row === undefined || anchor === null) return
    event.preventDefault()
    onMenu({ row, column: columnIdAt(cursor.column), anchor, openedBy: 'key' })
  }

  function openMenuFromPointer(cell: Element, anchor: CellTarget<T>['anchor']) {
    const index = Number(cell.parentElement?.ariaRowIndex) - 2
    const column = [...(cell.parentElement?.children ?? [])].indexOf(cell)
    const row = rowWindow.rows[index - rowWindow.from]
    if (row === undefined) return
    onCursor({ row: index, column })
    onMenu({ row, column: columnIdAt(column), anchor, openedBy: 'pointer' })
  }

  function onContextMenu(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target : null
    const cell = target?.closest('[role=gridcell]')
    // Links keep the browser's context menu, for example to open a new tab.
    if (!cell || target?.closest('a')) return
    event.preventDefault()
    openMenuFromPointer(cell, { x: event.clientX, y: event.clientY })
  }

  function columnIdAt(column: number | null): string | null {
    return column === null ? null : (columns[column]?.id ?? null)
  }

  return { openMenuFromKey, openMenuFromPointer, onContextMenu }
}
