import type { RunList } from '#contract/run-source.ts'
import { filterKey, type ListQuery } from '#search/query/list-query.ts'
import { createStore } from '#ui/store.ts'

/** The list whose outcomes a user asked for last, whatever their outcome; null without one. */
export const outcomesRequest = createStore<{ runList: RunList; key: string } | null>(null)

const keyOf = (query: ListQuery) => filterKey({ ...query, outcomes: [] })

/** Asks for the outcomes of all runs that match the query. */
export function requestOutcomes(runList: RunList, query: ListQuery): void {
  outcomesRequest.set({ runList, key: keyOf(query) })
}

/** Whether the request is for this list. */
export function isRequestFor(
  request: ReturnType<typeof outcomesRequest.get>,
  runList: RunList,
  query: ListQuery,
): boolean {
  return request?.runList === runList && request.key === keyOf(query)
}
