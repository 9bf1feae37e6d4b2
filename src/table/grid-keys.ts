/** Where the keyboard is. */
export type GridCursor = {
  readonly row: number
  /** The column's position among those shown; null while it is on the row as a whole. */
  readonly column: number | null
}

type Press = {
  key: string
  ctrlKey: boolean
  /** Null before the first key. */
  cursor: GridCursor | null
  /** The first row in view: where the keyboard enters. */
  first: number
  /** How many rows PageUp and PageDown go. */
  pageSize: number
  /** How many rows and columns there are. */
  rows: number
  columns: number
}

/**
 * Where a key leads, as WAI-ARIA's grid pattern says; null when the key is not one of the grid's. Rows as a whole come
 * first, since reading down the list is the work; the right arrow goes into a row's cells, the left one out of them.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function nextCursor(press: Press): GridCursor | null {
  if (press.rows === 0) return null
  return press.ctrlKey ? endOfList(press) : (nextColumn(press) ?? nextRow(press))
}

function endOfList({ key, cursor, rows }: Press): GridCursor | null {
  const column = cursor?.column ?? null
  if (key === 'Home') return { row: 0, column }
  if (key === 'End') return { row: rows - 1, column }
  return null
}

function nextColumn({ key, cursor, first, columns }: Press): GridCursor | null {
  const row = cursor?.row ?? first
  const column = cursor?.column ?? null
  if (key === 'ArrowRight') return { row, column: column === null ? 0 : Math.min(column + 1, columns - 1) }
  if (column === null) return null
  if (key === 'ArrowLeft') return { row, column: column === 0 ? null : column - 1 }
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: columns - 1 }
  return null
}

function nextRow(press: Press): GridCursor | null {
  const { key, cursor, first, pageSize, rows } = press
  const column = cursor?.column ?? null
  const to = (row: number) => ({ row: Math.min(Math.max(row, 0), rows - 1), column })
  const start = cursor?.row ?? first
  switch (key) {
    case 'ArrowDown':
      return to(cursor === null ? start : start + 1)
    case 'ArrowUp':
      return to(cursor === null ? start : start - 1)
    case 'PageDown':
      return to(start + pageSize)
    case 'PageUp':
      return to(start - pageSize)
    default:
      return endOfList(press)
  }
}
