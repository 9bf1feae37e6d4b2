import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'

import { noRunFilter, sourceOf, type RunFilter, type RunList } from '#contract/run-source.ts'
import { isLastPage } from '#engine/rpc/load-results.ts'
import { isEmptyRange } from '#format/time/time-range.ts'
import { filteredRunsQuery, type FilteredRound } from '#queries/filtered-runs.ts'
import type { ListQuery } from '#search/query/list-query.ts'

import { pagingProps, useAutoPaging, usePagingLimits } from './use-auto-paging.ts'
import type { Loader } from './use-loader.ts'

/** What of a query Twilio can be asked for instead of reading the list: active runs, a range of starts. Null for nothing. */
export function filterToAsk(runList: RunList, { status, from, to }: ListQuery): RunFilter | null {
  // Ended runs are most of the list, so asking for them alone gains nothing.
  const filter = { status: status === 'active' ? status : null, from, to }
  const isEmpty = filter.status === null && from === null && to === null
  // Twilio may refuse a range that ends before it starts.
  return isEmpty || isEmptyRange(filter) || sourceOf(runList) === 'engagements' ? null : filter
}

function oldestStart(rounds: readonly FilteredRound[]): number | null {
  const starts = rounds.flatMap(({ pages }) => pages.flatMap(({ oldestStartMs }) => oldestStartMs ?? []))
  return starts.length === 0 ? null : Math.min(...starts)
}

const noRounds: readonly FilteredRound[] = []

/**
 * Loads what a filter finds at Twilio while the list is held, and stands in for the list's loader. Once the whole list is
 * loaded there is nothing to ask for. Another filter, or none, aborts; what is loaded stays.
 * @param list the loader of the list, held while there is a filter
 */
export function useFilteredLoader(runList: RunList, filter: RunFilter | null, list: Loader): Loader {
  const queryClient = useQueryClient()
  const limits = usePagingLimits(JSON.stringify(filter))
  const lastPage = list.pages.at(-1)
  const isListRead = lastPage !== undefined && isLastPage(lastPage)
  const isAsked = filter !== null && lastPage !== undefined && !isListRead
  const options = filteredRunsQuery(runList, filter ?? noRunFilter, lastPage)
  const query = useInfiniteQuery({ ...options, enabled: isAsked, notifyOnChangeProps: pagingProps })
  const rounds = query.data?.pages ?? noRounds
  const countPages = (data: typeof query.data) =>
    data?.pages.reduce((sum, { pages }) => sum + pages.length, 0) ?? 0
  const paging = useAutoPaging(query, { countPages, limits, isHeld: !isAsked })
  if (!isAsked) return list

  const rest = rounds.at(-1)?.rest
  const isCutShort = rest?.isCutShort ?? false
  return {
    ...list,
    ...paging,
    // The list has its first rows by now.
    state: paging.state === 'starting' ? 'loading' : paging.state,
    restart: () => void queryClient.resetQueries({ queryKey: options.queryKey }),
    filtered: {
      filter,
      isComplete: paging.state === 'ended' && !isCutShort,
      isCutShort,
      loadedFrom: isCutShort ? null : (rest?.slices[0]?.filter.to ?? null),
      oldestStartMs: oldestStart(rounds),
      version: Math.max(0, ...(rounds.at(-1)?.pages ?? []).map(({ version }) => version)),
    },
  }
}
