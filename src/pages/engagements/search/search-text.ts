import { pluralize, formatCount } from '#format/count.ts'
import type { RowsInView } from '#engine/rpc/row-results.ts'

type SearchCounts = Pick<RowsInView, 'search' | 'loaded' | 'total'>

/**
 * Progress of the context search: "Searched 12,000 of 100,000 runs · 37 match so far". Null if the query needs no context.
 * Without a match so far it gives no count: "0 match" would read as the result.
 */
export function describeSearchProgress({ search, loaded, total }: SearchCounts): string | null {
  if (search === null) return null
  const share = `${formatCount(search.searched)} of ${pluralize(loaded, 'run')}`
  switch (search.state) {
    case 'running':
      return total === 0 ? `Searched ${share}` : `Searched ${share} · ${formatCount(total)} match so far`
    case 'paused':
      return `Search paused at ${share} · ${formatCount(total)} match so far`
    case 'done':
      return search.searched === loaded ? `Searched all ${pluralize(loaded, 'run')}` : `Searched ${share}`
  }
}

/** "1,840 runs have no context loaded, so they weren’t searched." */
export function describeMissingContexts(missingCount: number): string {
  return `${countMissingContexts(missingCount)}, so ${missingCount === 1 ? 'it wasn’t' : 'they weren’t'} searched.`
}

/** "1,000 contexts couldn’t be read, so they weren’t searched." */
export function describeFailedContexts(failedCount: number): string {
  return `${pluralize(failedCount, 'context')} couldn’t be read, so ${failedCount === 1 ? 'it wasn’t' : 'they weren’t'} searched.`
}

/** "1,840 runs have no context loaded". */
export function countMissingContexts(missingCount: number): string {
  return `${pluralize(missingCount, 'run')} ${missingCount === 1 ? 'has' : 'have'} no context loaded`
}

/** "1,840 runs match all else. Only their steps, which aren’t loaded, say whether they match." */
export function describeMissingSteps(missingCount: number): string {
  return missingCount === 1
    ? '1 run matches all else. Only its steps, which aren’t loaded, say whether it matches.'
    : `${formatCount(missingCount)} runs match all else. Only their steps, which aren’t loaded, say whether they match.`
}

/** The result of loading contexts: "1,800 contexts loaded, 40 failed." Null if none failed. */
export function describeLoadedContexts({ loaded, failed }: LoadedCounts): string | null {
  if (failed === 0) return null
  return `${pluralize(loaded, 'context')} loaded, ${formatCount(failed)} failed.`
}

/** The result of loading steps: "Steps of 1,800 runs loaded, 40 failed." Null if none failed. */
export function describeLoadedSteps({ loaded, failed }: LoadedCounts): string | null {
  return failed === 0 ? null : `Steps of ${pluralize(loaded, 'run')} loaded, ${formatCount(failed)} failed.`
}

type LoadedCounts = { loaded: number; failed: number }
