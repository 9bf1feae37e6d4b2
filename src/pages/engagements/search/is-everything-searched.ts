import type { RowsInView } from '#engine/rpc/row-results.ts'

/** Whether all loaded runs were compared with the query: none waits for its context or its steps. */
export function isEverythingSearched({
  search,
  missingSteps,
}: Pick<RowsInView, 'search' | 'missingSteps'>): boolean {
  const isEveryContextSearched =
    search === null ||
    (search.state === 'done' && search.missingContexts === 0 && search.failedContexts === 0)
  return isEveryContextSearched && (missingSteps ?? 0) === 0
}
