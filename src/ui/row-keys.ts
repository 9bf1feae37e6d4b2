/** Keys that go from row to row, whatever the rows are of. */
export const rowKeys = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'] as const
type RowKey = (typeof rowKeys)[number]

export function isRowKey(key: string): key is RowKey {
  return rowKeys.some((rowKey) => rowKey === key)
}

/** The row a key leads to, which may be past either end. @param pageSize in rows */
export function rowByKey(
  key: RowKey,
  { cursor, count, pageSize }: { cursor: number; count: number; pageSize: number },
): number {
  const rows: Record<RowKey, number> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    PageDown: cursor + pageSize,
    PageUp: cursor - pageSize,
    Home: 0,
    End: count - 1,
  }
  return rows[key]
}
