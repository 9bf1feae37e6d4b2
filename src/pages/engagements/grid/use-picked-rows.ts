import { useState } from 'react'

import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'

export type PickedRows = {
  /** In the order they were selected, as they were then: they may be scrolled away. */
  rows: readonly ListedEngagement[]
  has: (row: ListedEngagement) => boolean
  /** @returns the number of selected rows after it */
  toggle: (row: ListedEngagement) => number
  clear: () => void
}

/** The rows selected one by one with the key `x`. */
export function usePickedRows(): PickedRows {
  const [rows, setRows] = useState<readonly ListedEngagement[]>([])
  const has = ({ row }: ListedEngagement) => rows.some((picked) => picked.row === row)
  return {
    rows,
    has,
    toggle: (row) => {
      const next = has(row) ? rows.filter((picked) => picked.row !== row.row) : [...rows, row]
      setRows(next)
      return next.length
    },
    clear: () => setRows([]),
  }
}
