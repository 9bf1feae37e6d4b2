/** Keys that move between the rows of a list, grid or tree. */
export const rowNavigationKeys = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'] as const
type RowNavigationKey = (typeof rowNavigationKeys)[number]

export function isRowNavigationKey(key: string): key is RowNavigationKey {
  return rowNavigationKeys.some((rowKey) => rowKey === key)
}

/** The row a key moves to. Not clamped: it may be past either end. @param pageSize in rows */
export function rowAfterKey(
  key: RowNavigationKey,
  { cursor, count, pageSize }: { cursor: number; count: number; pageSize: number },
): number {
  const rows: Record<RowNavigationKey, number> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    PageDown: cursor + pageSize,
    PageUp: cursor - pageSize,
    Home: 0,
    End: count - 1,
  }
  return rows[key]
}
