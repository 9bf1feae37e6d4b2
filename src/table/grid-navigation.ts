/** Position of the keyboard cursor. */
export type GridCursor = {
  readonly row: number
  /** Index among the visible columns; null for the whole row. */
  readonly column: number | null
}

type KeyPress = {
  key: string
  ctrlKey: boolean
  /** Null before the first key. */
  cursor: GridCursor | null
  /** The first row in view, where the cursor starts. */
  first: number
  /** Step of PageUp and PageDown, in rows. */
  pageSize: number
  /** Number of rows and columns. */
  rows: number
  columns: number
}

/**
 * The cursor after a key press, by WAI-ARIA's grid pattern; null for keys that the grid does not handle. The cursor
 * starts on whole rows, since people mostly read down the list. The right arrow moves into a row's cells, the left arrow
 * out of them.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function nextGridCursor(keyPress: KeyPress): GridCursor | null {
  if (keyPress.rows === 0) return null
  return keyPress.ctrlKey ? endOfList(keyPress) : (nextColumn(keyPress) ?? nextRow(keyPress))
}

function endOfList({ key, cursor, rows }: KeyPress): GridCursor | null {
  const column = cursor?.column ?? null
  if (key === 'Home') return { row: 0, column }
  if (key === 'End') return { row: rows - 1, column }
  return null
}

function nextColumn({ key, cursor, first, columns }: KeyPress): GridCursor | null {
  const row = cursor?.row ?? first
  const column = cursor?.column ?? null
  if (key === 'ArrowRight') return { row, column: column === null ? 0 : Math.min(column + 1, columns - 1) }
  if (column === null) return null
  if (key === 'ArrowLeft') return { row, column: column === 0 ? null : column - 1 }
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: columns - 1 }
  return null
}

function nextRow(keyPress: KeyPress): GridCursor | null {
  const { key, cursor, first, pageSize, rows } = keyPress
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
      return endOfList(keyPress)
  }
}
