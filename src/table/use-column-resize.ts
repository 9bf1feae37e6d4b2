import { useState } from 'react'

import { clampColumnWidth, type WithColumnMeta } from './column-meta.ts'
import type { ColumnResizeHandlers } from './column-resizer.tsx'

type ResizeState = {
  id: string
  /** In px, by column id. */
  widths: ReadonlyMap<string, number>
  /** The grid's width in px at that time. */
  gridWidth: number
  isResizing: boolean
}

type ColumnResizeOptions<C> = {
  columns: readonly C[]
  /** The grid's width in px. */
  width: number
  /** The rendered widths of the columns, in px. */
  measureWidths: () => readonly number[]
  onResize: (id: string, width: number | null) => void
}

/**
 * State of resizing a column. The columns before it keep their rendered width meanwhile, so that the handle stays under
 * the pointer. They become flexible again when the grid's width changes.
 */
export function useColumnResize<C extends WithColumnMeta>({
  columns,
  width,
  measureWidths,
  onResize,
}: ColumnResizeOptions<C>) {
  const [resizeState, setResizeState] = useState<ResizeState | null>(null)
  const committedWidth = columns.find(({ id }) => id === resizeState?.id)?.meta?.width
  const isApplied =
    resizeState !== null &&
    resizeState.gridWidth === width &&
    (resizeState.isResizing || resizeState.widths.get(resizeState.id) === committedWidth)

  const resizeHandlers: ColumnResizeHandlers = {
    onResize: (id, requestedWidth) => {
      const index = columns.findIndex((column) => column.id === id)
      const column = columns[index]
      if (column === undefined) return
      const widthsBefore = measureWidths().slice(0, index)
      const widths = new Map(columns.slice(0, index).map((each, i) => [each.id ?? '', widthsBefore[i] ?? 0]))
      widths.set(id, clampColumnWidth(column, requestedWidth))
      setResizeState({ id, widths, gridWidth: width, isResizing: true })
    },
    onCommit: (id) => {
      if (resizeState === null) return
      setResizeState({ ...resizeState, isResizing: false })
      onResize(id, resizeState.widths.get(id) ?? null)
    },
    onReset: (id) => {
      setResizeState(null)
      onResize(id, null)
    },
  }

  return {
    resizeHandlers,
    renderedColumns: isApplied
      ? columns.map((column) => withResizedWidth(column, resizeState.widths))
      : columns,
  }
}

function withResizedWidth<C extends WithColumnMeta>(column: C, widths: ReadonlyMap<string, number>): C {
  const width = widths.get(column.id ?? '')
  return width === undefined || column.meta === undefined
    ? column
    : { ...column, meta: { ...column.meta, width } }
}
