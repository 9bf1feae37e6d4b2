import { useState } from 'react'

import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'

export type PickedRows = {
  /** In the order they were selected, as they were when last loaded: they may be scrolled away. */
  rows: readonly ListedEngagement[]
  has: (row: ListedEngagement) => boolean
  /** @returns the number of selected rows after it */
  toggle: (row: ListedEngagement) => number
  clear: () => void
}

/**
 * The rows selected one by one with the key `x`.
 * @param loaded the rows in view and near it
 */
export function usePickedRows(loaded: readonly ListedEngagement[]): PickedRows {
  const [rows, setRows] = useState<readonly ListedEngagement[]>([])
  // What is copied is what the list says: it may learn a row's outcome, or its end, after the row was selected.
  const newest = newestRows(rows, loaded)
  if (newest !== rows) setRows(newest)
  const has = (row: ListedEngagement) => rows.some((picked) => isSameRun(picked, row))
  return {
    rows,
    has,
    toggle: (row) => {
      const next = has(row) ? rows.filter((picked) => !isSameRun(picked, row)) : [...rows, row]
      setRows(next)
      return next.length
    },
    clear: () => setRows([]),
  }
}

type NumberedRow = { row: number; sid: string | null }

/** A list that is read anew numbers its rows anew. */
const isSameRun = (a: NumberedRow, b: NumberedRow) => a.row === b.row && a.sid === b.sid

/** The picked rows as the list has them now, in their order; the same array if none has changed. */
export function newestRows<T extends NumberedRow>(picked: readonly T[], loaded: readonly T[]): readonly T[] {
  if (picked.length === 0) return picked
  const byNumber = new Map(loaded.map((row) => [row.row, row]))
  const newest = picked.map((row) => {
    const now = byNumber.get(row.row)
    return now && isSameRun(now, row) ? now : row
  })
  return newest.every((row, i) => row === picked[i]) ? picked : newest
}
