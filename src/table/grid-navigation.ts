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
  /** The first and the last row in view, fully or partly. */
  first: number
  last: number
  /** Step of PageUp and PageDown, in rows. */
  pageSize: number
  /** Number of rows and columns. */
  rows: number
  columns: number
}

/**
 * The cursor after a key press, by WAI-ARIA's grid pattern; null for keys that the grid does not handle. The cursor
 * starts on whole rows, since people mostly read down the list. The right arrow moves into a row's cells, the left arrow
 * out of them. A cursor that was scrolled out of view comes back to the rows in view: people go on from what they see.
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

function nextColumn(keyPress: KeyPress): GridCursor | null {
  const { key, cursor, first, columns } = keyPress
  const row = cursorRowInView(keyPress) ?? first
  const column = cursor?.column ?? null
  if (key === 'ArrowRight') return { row, column: column === null ? 0 : Math.min(column + 1, columns - 1) }
  if (column === null) return null
  if (key === 'ArrowLeft') return { row, column: column === 0 ? null : column - 1 }
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: columns - 1 }
  return null
}

function nextRow(keyPress: KeyPress): GridCursor | null {
  const { key, cursor, first, last, pageSize, rows } = keyPress
  const column = cursor?.column ?? null
  const to = (row: number) => ({ row: Math.min(Math.max(row, 0), rows - 1), column })
  const start = cursorRowInView(keyPress)
  switch (key) {
    case 'ArrowDown':
      return to(start === null ? first : start + 1)
    case 'ArrowUp':
      return to(start === null ? (cursor === null ? first : last) : start - 1)
    case 'PageDown':
      return to((start ?? first) + pageSize)
    case 'PageUp':
      return to((start ?? first) - pageSize)
    default:
      return endOfList(keyPress)
  }
}

/** The cursor's row; null without a cursor, and while it is out of view. */
function cursorRowInView({ cursor, first, last }: KeyPress): number | null {
  return cursor !== null && cursor.row >= first && cursor.row <= last ? cursor.row : null
}
