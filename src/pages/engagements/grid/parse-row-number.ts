import { pluralize, formatCount } from '#format/count.ts'

type RowBounds = {
  /** Number of rows. */
  count: number
  /** False while more rows may follow. */
  isComplete: boolean
}

/** Parses a typed row number into an index from 0, or returns why it is invalid. Accepts `,` `.` `'` and spaces as thousands separators. */
export function parseRowNumber(
  typed: string,
  { count, isComplete }: RowBounds,
): { row: number } | { problem: string } {
  const text = typed.trim()
  if (!/^\d+(?:[\s,.'’]\d{3})*$/.test(text)) {
    return { problem: `Enter a row number from 1 to ${formatCount(count)}.` }
  }
  const row = Number(text.replaceAll(/\D/g, '')) - 1
  if (row >= 0 && row < count) return { row }
  const rows = isComplete ? pluralize(count, 'row') : `${pluralize(count, 'row')} so far`
  return { problem: `There is no row ${formatCount(row + 1)}: the list has ${rows}.` }
}
