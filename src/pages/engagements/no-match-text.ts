import { pluralize } from '#format/count.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { isLastPage, type PageSummary } from '#engine/rpc/load-results.ts'
import type { SearchProgress } from '#engine/rpc/row-results.ts'

import type { FilteredProgress } from '#pages/engagements/loading/use-loader.ts'
import { describeFiltered, describeLoadedRange } from '#pages/engagements/loading/loading-text.ts'
import { isEverythingSearched } from '#pages/engagements/search/is-everything-searched.ts'
import {
  describeFailedContexts,
  describeMissingContexts,
  describeMissingSteps,
} from '#pages/engagements/search/search-text.ts'

type SearchedRows = {
  lastPage: PageSummary
  /** Number of engagements loaded. */
  loaded: number
  /** What a filter asked of Twilio has found; null while the list is read. */
  filtered: FilteredProgress | null
  search: SearchProgress | null
  missingSteps: number | null
  /** Whether a filter by outcome leaves out runs whose outcome is not known: the notice above the list names them. */
  hasUnknownOutcomes: boolean
}

/** The text for a list without any run. A page of Twilio's may be empty, and others follow. */
export function describeEmptyList(lastPage: PageSummary): { title: string; details: string } {
  if (!isLastPage(lastPage))
    return {
      title: 'No engagements yet',
      details: 'The pages loaded so far have none, but the list goes on.',
    }
  return {
    title: 'No engagements',
    details:
      'Twilio lists none for this flow. It deletes engagements after 30 days; a draft has none until it is published and used.',
  }
}

/** The text for an empty result: how many runs were searched, and which were not. */
export function describeNoMatch(
  { lastPage, loaded, filtered, search, missingSteps, hasUnknownOutcomes }: SearchedRows,
  zone: TimeZone,
): { title: string; details: string } {
  const isEverySearched = isEverythingSearched({ search, missingSteps }) && !hasUnknownOutcomes
  return {
    title: search?.state === 'running' ? 'Searching…' : isEverySearched ? 'No runs match' : 'No matches yet',
    details: [
      ...(filtered
        ? [`${capitalize(describeFiltered(filtered))}.`]
        : [`${describeLoadedRange(lastPage, loaded, isEverySearched ? 'searched' : 'loaded', zone)}.`]),
      ...describeSearch(search),
      ...((missingSteps ?? 0) > 0 ? [describeMissingSteps(missingSteps ?? 0)] : []),
      ...(filtered ? [] : describeListEnd(lastPage)),
    ].join(' '),
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function describeSearch(search: SearchProgress | null): string[] {
  if (search === null) return []
  const { state, searched, missingContexts, failedContexts } = search
  return [
    ...(state === 'running' ? [`Searched ${pluralize(searched, 'context')} so far.`] : []),
    ...(state === 'paused' ? [`Search paused after ${pluralize(searched, 'context')}.`] : []),
    ...(missingContexts > 0 ? [describeMissingContexts(missingContexts)] : []),
    ...(failedContexts > 0 ? [describeFailedContexts(failedContexts)] : []),
  ]
}

function describeListEnd({ next, stopReason, isNewestFirst }: PageSummary): string[] {
  if (stopReason !== null) return ['Loading stopped before the end of the list.']
  return next === null ? [] : [`${isNewestFirst ? 'Older' : 'More'} runs aren’t loaded yet.`]
}
