import { countOf, formatCount } from '#display/count.ts'

type Rows = {
  /** How many rows there are. */
  count: number
  /** Whether no more can come. */
  complete: boolean
}

/** The row that a typed number means, from 0; or why it means none. Commas, points and blanks between digits are fine. */
export function readRowNumber(
  typed: string,
  { count, complete }: Rows,
): { row: number } | { problem: string } {
  const text = typed.trim()
  if (!/^\d+(?:[\s,.'’]\d{3})*$/.test(text)) {
    return { problem: `Type the number of a row, from 1 to ${formatCount(count)}.` }
  }
  const row = Number(text.replaceAll(/\D/g, '')) - 1
  if (row >= 0 && row < count) return { row }
  const rows = complete ? countOf(count, 'row') : `${countOf(count, 'row')} so far`
  return { problem: `There is no row ${formatCount(row + 1)}: the list has ${rows}.` }
}
