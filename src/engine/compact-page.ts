import type { ReadPage } from './flow-rows.ts'
import type { ReadRow } from './read-page.ts'

/** Some rows of a page as a page of their own: what is kept of it must not be the whole. */
export function compactPage(bytes: Uint8Array<ArrayBuffer>, rows: readonly ReadRow[]): ReadPage {
  const kept = new Uint8Array(rows.reduce((sum, { row }) => sum + row.end - row.start, 0))
  let at = 0
  const moved = rows.map((read): ReadRow => {
    const by = at - read.row.start
    kept.set(bytes.subarray(read.row.start, read.row.end), at)
    at += read.row.end - read.row.start
    return { ...read, row: shift(read.row, by), context: read.context && shift(read.context, by) }
  })
  return { bytes: kept, rows: moved }
}

function shift({ start, end }: ReadRow['row'], by: number): ReadRow['row'] {
  return { start: start + by, end: end + by }
}
