import type { RunList } from '#contract/run-source.ts'
import type { ResilientConnection } from '#engine/rpc/resilient-connection.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'

import { loadParsedQuery } from '#pages/shared/search/load-search.ts'
import type { ScrollAnchor } from './scroll-anchor.ts'

type RowWindowRequest = {
  runList: RunList
  query: ListQuery
  /** Index of the first row in view, and the number of rows in view. */
  first: number
  size: number
  anchor: ScrollAnchor | null
}

/** The rows around those in view, and by how many rows the anchor moved down. */
export type RowWindowResult = { rows: RowsInView; shift: number }

/** How often the window follows an anchor that keeps moving. */
const maxMoves = 3

/**
 * Fetches the rows around those in view. If rows added above moved the anchor out of the fetched range, fetches the range
 * around the anchor too, so that the result includes the rows in view.
 */
export async function fetchRowWindow(
  request: ResilientConnection['call'],
  { runList, query, first, size, anchor }: RowWindowRequest,
  signal: AbortSignal,
): Promise<RowWindowResult> {
  const margin = Math.max(40, size * 2)
  const parsedQuery = await loadParsedQuery(query)
  let shift = 0
  for (let moves = 0; ; moves++) {
    const from = Math.max(0, first + shift - margin)
    const params = {
      runList,
      query: parsedQuery,
      from,
      size: size + 2 * margin,
      ...(anchor && { anchorRow: anchor.row }),
    }
    // Each request depends on the result before it.
    const rows = await request('rows', params, signal)
    if (anchor === null || rows.anchorIndex === null) return { rows, shift: 0 }
    shift = rows.anchorIndex - anchor.index
    const top = Math.max(0, first + shift)
    const isCovered = top >= from && Math.min(top + size, rows.total) <= from + rows.rows.length
    if (isCovered || moves === maxMoves) return { rows, shift }
  }
}
