import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { RunList } from '#contract/run-source.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import { rowsQuery } from '#queries/engagement.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { contactToken, addToken } from '#search/syntax/cell-filters.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'

/** Max runs of a contact that are shown: the newest. */
export const maxContactRuns = 200

/** The list query for all runs of one contact, newest first. */
export function contactRunsQuery(contact: string): ListQuery {
  return { ...emptyQuery, text: addToken('', contactToken(contact, false)) }
}

/** The newest loaded runs of a contact; null while the search runs, and without a contact. */
export function useContactRuns(runList: RunList, contact: string | null): RowsInView | null {
  const query = parseQuery(contactRunsQuery(contact ?? ''))
  const { data } = useQuery({
    ...rowsQuery({ runList, query, from: 0, size: maxContactRuns }),
    enabled: contact !== null && contact !== '',
    placeholderData: keepPreviousData,
  })
  return contact ? (data ?? null) : null
}
