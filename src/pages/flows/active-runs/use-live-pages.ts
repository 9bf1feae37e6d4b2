import { useQueries } from '@tanstack/react-query'

import { runListOf } from '#contract/run-source.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { FilteredPage } from '#engine/rpc/load-results.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { rowsQuery } from '#queries/engagement.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'
import type { SearchableFlow } from '#pages/flows/search/cross-flow-search.ts'

/** The pages with their rows as the engine has them now: loaded steps say where a run waits. */
export function useLivePages(
  flows: readonly SearchableFlow[],
  pages: ReadonlyMap<FlowSid, FilteredPage>,
  query: ParsedQuery,
  size: number,
): ReadonlyMap<FlowSid, FilteredPage> {
  const views = useQueries({
    queries: flows.map(({ sid }) => ({
      ...rowsQuery({ runList: runListOf(sid, 'executions'), query, from: 0, size }),
      enabled: pages.has(sid),
    })),
  })
  return new Map(
    flows.flatMap(({ sid }, i) => {
      const page = pages.get(sid)
      return page ? [[sid, { ...page, rows: withLiveRows(page.rows, views[i]?.data ?? null) }] as const] : []
    }),
  )
}

/** Only the rows that Twilio has just listed: others may have ended. */
function withLiveRows(rows: FilteredPage['rows'], view: RowsInView | null): FilteredPage['rows'] {
  const live = new Map(view?.rows.map((row) => [row.row, row]))
  return rows.map((row) => live.get(row.row) ?? row)
}
