import { isLastPage } from '#engine/rpc/load-results.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'
import type { ListQuery } from '#search/query/list-query.ts'

import type { Loader } from '#pages/engagements/loading/use-loader.ts'
import { isCountKnown } from '#pages/engagements/outcomes/outcome-text.ts'
import { isEverythingSearched } from '#pages/engagements/search/is-everything-searched.ts'

/** Whether the rows are of the whole list. They may be a page behind the loader, and loading may stop before the end. */
export function isListRead(
  { state, pages }: Pick<Loader, 'state' | 'pages'>,
  rows: Pick<RowsInView, 'loaded' | 'unlisted'> | null,
): boolean {
  const lastPage = pages.at(-1)
  if (state !== 'ended' || rows === null || lastPage === undefined) return false
  return isLastPage(lastPage) && rows.loaded - rows.unlisted >= lastPage.loaded
}

type ComparedRows = Pick<RowsInView, 'search' | 'missingSteps' | 'counts'> & {
  query: Pick<ListQuery, 'outcomes' | 'status'>
}

/** Whether of all loaded runs it is known if they match: until then no count of matches is a total. */
export function isEveryRunCompared(rows: ComparedRows): boolean {
  return isEverythingSearched(rows) && isCountKnown(rows.query, rows.counts, rows.query.status)
}
