import { isLastPage } from '#engine/rpc/load-results.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'

import type { Loader } from '#pages/engagements/loading/use-loader.ts'

/** Whether the rows are of the whole list. They may be a page behind the loader, and loading may stop before the end. */
export function isListRead(
  { state, pages }: Pick<Loader, 'state' | 'pages'>,
  rows: Pick<RowsInView, 'loaded' | 'unlisted'> | null,
): boolean {
  const lastPage = pages.at(-1)
  if (state !== 'ended' || rows === null || lastPage === undefined) return false
  return isLastPage(lastPage) && rows.loaded - rows.unlisted >= lastPage.loaded
}
