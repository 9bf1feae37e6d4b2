import { memo, type CSSProperties, type ReactNode } from 'react'

import type { GridColumnMeta } from './column-meta.ts'
import { rowGridClass } from './responsive-columns.ts'

export type GridCell = {
  /** The column's id. */
  id: string
  meta: GridColumnMeta | undefined
  colIndex: number
  content: ReactNode
}

type GridRowProps = {
  /** The element's id. `cellId` derives the ids of its cells. */
  id: string
  /** Index among all rows. */
  index: number
  /** The height and the grid tracks. */
  style: CSSProperties
  /** Whether the row is open in the panel. */
  open: boolean
  /** Whether it is among the rows selected with the mouse. */
  isSelected: boolean
  /** Whether it is among the rows selected one by one. */
  isPicked: boolean
  /** The keyboard cursor: on the whole row, on a cell (its index), or in another row (null). */
  cursor: 'row' | number | null
  cells: readonly GridCell[]
}

const cursorRing =
  'group-focus-visible:data-cursor:outline-2 group-focus-visible:data-cursor:-outline-offset-2 group-focus-visible:data-cursor:outline-accent'

/** The id of a row's cell. @param column index among the visible columns */
export function cellId(rowId: string, column: number): string {
  return `${rowId}-${column}`
}

/** A row, rendered again only when a property changes: the grid renders with each change of the list. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, index, style, open, isSelected, isPicked, cursor, cells } = props

  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open || isPicked}
      data-cursor={cursor === 'row' || undefined}
      data-selected={isSelected || undefined}
      data-picked={isPicked || undefined}
      className={`${rowGridClass} cursor-default border-b border-line hover:bg-hover aria-selected:bg-selected data-selected:bg-selected data-selected:selection:bg-transparent data-picked:shadow-[inset_4px_0_0_var(--color-accent)] ${cursorRing}`}
      style={style}
    >
      {cells.map((cell, column) => (
        <div
          key={cell.id}
          id={cursor === null ? undefined : cellId(id, column)}
          role="gridcell"
          aria-colindex={cell.colIndex}
          data-label={cell.meta?.label}
          data-cursor={cursor === column || undefined}
          className={`flex min-w-0 items-center px-2 ${cursorRing} ${cell.meta?.className ?? ''}`}
        >
          <div className="min-w-0 flex-1 truncate">{cell.content}</div>
        </div>
      ))}
    </div>
  )
})
