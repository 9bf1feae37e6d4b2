import { pluralize, formatCount } from '#format/count.ts'
import { formatDateTimeWithZone } from '#format/time/time.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { isLastPage, type NewItems, type PageSummary } from '#engine/rpc/load-results.ts'

import type { RowsInView } from '#engine/rpc/row-results.ts'
import { isFiltered, type ListQuery } from '#search/query/list-query.ts'
import type { FilteredProgress, Loader } from './use-loader.ts'

const endReasonText = {
  'token-repeats': 'Twilio sent the same page again, so loading stopped',
  'nothing-new': 'the last page had no new runs, so loading stopped',
} as const

type LoadedPages = Pick<Loader, 'state' | 'pages'> & Partial<Pick<Loader, 'filtered'>>

/** How many engagements are loaded, new items included, and how many of them only a filter asked of Twilio has found. */
type LoadedCounts = { loaded: number; unlisted: number }

/**
 * Describes the loading progress: how many engagements, back to when, and whether more exist. No count is shown as a
 * total before the end is reached. While a filter is asked of Twilio, the end is that of what the filter finds:
 * "1,250 engagements read · active runs asked of Twilio: all of them".
 */
export function describeLoadProgress(loader: LoadedPages, counts: LoadedCounts, zone: TimeZone): string {
  const lastPage = loader.pages.at(-1)
  if (!lastPage) return loader.state === 'failed' ? 'Nothing loaded' : 'Loading the first page'
  const read = `${pluralize(currentLoadedCount(lastPage, counts.loaded), 'engagement')} read`
  if (loader.filtered) return `${read} · ${describeFiltered(loader.filtered)}`
  const byFilter = counts.unlisted > 0 ? ` (${formatCount(counts.unlisted)} only by filter)` : ''
  return `${[read + byFilter, ...describeOldest(lastPage, zone)].join(', ')}; ${describeRemaining(lastPage)}`
}

/** "active runs of the date range asked of Twilio: more exist". */
export function describeFiltered({ filter, isComplete, isCutShort }: FilteredProgress): string {
  const runs = filter.status === null ? 'runs' : `${filter.status} runs`
  const range = filter.from === null && filter.to === null ? '' : ' of the date range'
  const end = isCutShort ? endReasonText['token-repeats'] : isComplete ? 'all of them' : 'more may exist'
  return `${runs}${range} asked of Twilio: ${end}`
}

/**
 * Describes what an export contains: "37 match, of 12,000 engagements read, back to 3 Nov 2026, 09:12 UTC; more exist, and
 * are not in the file".
 * @param matchCount null without a filter
 */
export function describeExportContents(
  loader: LoadedPages,
  counts: LoadedCounts,
  matchCount: number | null,
  zone: TimeZone,
): string {
  const which = matchCount === null ? '' : `${describeMatchCount(matchCount)}, of `
  const hasMore = loader.filtered ? !loader.filtered.isComplete : loader.pages.at(-1)?.next != null
  return which + describeLoadProgress(loader, counts, zone) + (hasMore ? ', and are not in the file' : '')
}

/**
 * The loaded runs as the start of a sentence: "All 12,000 runs were searched (back to 3 Nov 2026, 09:12 UTC)"; without
 * "All" unless the end is reached.
 */
export function describeLoadedRange(
  lastPage: PageSummary,
  loadedCount: number,
  verb: 'loaded' | 'searched',
  zone: TimeZone,
): string {
  const count = currentLoadedCount(lastPage, loadedCount)
  const runs = `${pluralize(count, 'run')} ${count === 1 ? 'was' : 'were'} ${verb}`
  return [
    isLastPage(lastPage) && count !== 1 ? `All ${runs}` : runs,
    ...describeOldest(lastPage, zone).map((text) => `(${text})`),
  ].join(' ')
}

/** The row count may lag behind the last page, or exceed it by merged new items. */
function currentLoadedCount(lastPage: PageSummary, loadedCount: number): number {
  return Math.max(lastPage.loaded, loadedCount)
}

function describeOldest({ isNewestFirst, oldestStartMs }: PageSummary, zone: TimeZone): string[] {
  if (!isNewestFirst) return ['not in date order']
  return oldestStartMs === null ? [] : [`back to ${formatDateTimeWithZone(oldestStartMs, zone)}`]
}

function describeRemaining({ next, stopReason }: PageSummary): string {
  if (stopReason !== null) return endReasonText[stopReason]
  return next === null ? 'all of them' : 'more exist'
}

type Matches = Pick<RowsInView, 'total' | 'search'> & { query: ListQuery }

/** How many match; null without a filter, and while a search has found nothing yet: “0 match” would read as the result. */
export function countMatches({ query, total, search }: Matches): number | null {
  const isUndecided = total === 0 && search !== null && search.state !== 'done'
  return isFiltered(query) && !isUndecided ? total : null
}

/** "37 match". */
export function describeMatchCount(total: number): string {
  return `${formatCount(total)} match`
}

/** "12 new", "1,000+ new". */
export function formatNewCount({ count, hasMore }: NewItems): string {
  return `${formatCount(count)}${hasMore ? '+' : ''} new`
}

/** The rate is measured over this time, in ms: long enough not to flicker, short enough to show a slowdown. */
const rateWindowMs = 5000

/** Engagements loaded per second, over the last `rateWindowMs`. Null with fewer than two pages in that time. */
export function engagementsPerSecond(pages: readonly PageSummary[]): number | null {
  const last = pages.at(-1)
  const first = pages
    .slice(-50)
    .find(({ loadedAtMs }) => last !== undefined && last.loadedAtMs - loadedAtMs <= rateWindowMs)
  if (!last || !first || last.loadedAtMs <= first.loadedAtMs) return null
  return ((last.loaded - first.loaded) * 1000) / (last.loadedAtMs - first.loadedAtMs)
}

/** "2,300 per second", to two significant digits: more would flicker. */
export function formatRate(rate: number): string {
  return `${formatCount(Number(rate.toPrecision(2)))} per second`
}
