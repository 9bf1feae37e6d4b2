import type { CSSProperties, MouseEvent, ReactNode } from 'react'

import type { ColumnFacts } from './column-facts.ts'

type GridRowProps = {
  /** Of the element; those of its cells follow from it. */
  id: string
  /** Position among all rows, from 0. */
  index: number
  /** The height, and the tracks its cells stand in. */
  style: CSSProperties
  /** Whether it is open beside the list. */
  open: boolean
  /** Where the keyboard is: on the row as a whole, on a cell by its position, or elsewhere. */
  cursor: 'row' | number | null
  cells: readonly { id: string; meta: ColumnFacts | undefined; colIndex: number; content: ReactNode }[]
  onClick: (event: MouseEvent) => void
}

const cursorRing = 'group-focus-visible:data-cursor:shadow-[inset_0_0_0_2px_var(--color-accent)]'

/** The id of a row's cell, by its position among those shown. */
export function cellId(rowId: string, column: number): string {
  return `${rowId}-${column}`
}

export function GridRow({ id, index, style, open, cursor, cells, onClick }: GridRowProps) {
  return (
    // Keys are handled by the grid, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open}
      data-cursor={cursor === 'row' || undefined}
      onClick={onClick}
      className={`grid cursor-default border-b border-line px-3 hover:bg-hover aria-selected:bg-selected ${cursorRing}`}
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
          className={`flex min-w-0 items-center px-2 ${cursorRing} ${cell.meta?.look ?? ''}`}
        >
          <div className="min-w-0 flex-1 truncate">{cell.content}</div>
        </div>
      ))}
    </div>
  )
}
