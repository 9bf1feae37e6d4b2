type Press = {
  key: string
  ctrlKey: boolean
  /** The row the keyboard is on; null before the first key. */
  cursor: number | null
  /** The first row in view: where the keyboard enters. */
  first: number
  /** How many rows PageUp and PageDown go. */
  pageSize: number
  count: number
}

/**
 * The row a key leads to, as WAI-ARIA's grid pattern says; null when the key is not one of the grid's.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function nextCursor({ key, ctrlKey, cursor, first, pageSize, count }: Press): number | null {
  if (count === 0) return null
  const to = (row: number) => Math.min(Math.max(row, 0), count - 1)
  // Home and End go to the ends of the list: rows have no cells to move among.
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (ctrlKey) return null
  const start = cursor ?? first
  switch (key) {
    case 'ArrowDown':
      return cursor === null ? to(start) : to(start + 1)
    case 'ArrowUp':
      return cursor === null ? to(start) : to(start - 1)
    case 'PageDown':
      return to(start + pageSize)
    case 'PageUp':
      return to(start - pageSize)
    default:
      return null
  }
}
