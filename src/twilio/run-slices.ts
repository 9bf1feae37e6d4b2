import { maxPageSize, type PageCursor } from '#contract/page.ts'
import type { RunFilter } from '#contract/run-source.ts'

/**
 * How many slices are read at once: as many requests as Flowdesk's server sends to Twilio at once by default. Its queue
 * holds back what is more than its limit, and lets other users and opened runs go first.
 */
export const maxParallelSlices = 4

/** A range of at most so many pages is read page by page: slices would need more requests. */
const maxUncutPages = 2
const pagesPerSlice = 3
const maxSlices = 64

/** Twilio keeps runs for 30 days, so a range without a start is cut as if it began then. In milliseconds. */
const retentionMs = 31 * 86_400_000

/** Slices overlap by a second, so that a run at a seam is found whether Twilio includes or excludes it. */
const overlapMs = 1000

/** A part of what a filter finds, and where its next page begins. */
export type Slice = {
  readonly filter: RunFilter
  readonly cursor: PageCursor | null
  /** The tokens of its pages so far. */
  readonly tokens: readonly string[]
}

/** The slices that are not read to their end, newest first. None are left once all is read. */
export type SlicePlan = {
  readonly slices: readonly Slice[]
  /** Whether no page has been read, and the density of runs is unknown: the first page tells how to cut the range. */
  readonly isUncut: boolean
  /** Whether a slice ended at a page token that Twilio had sent before, so that runs may be missing. */
  readonly isCutShort: boolean
}

/** What a page says about its slice. Times are in milliseconds since 1970; null without dates. */
export type SlicePage = {
  rowCount: number
  next: PageCursor | null
  oldestStartMs: number | null
  newestStartMs: number | null
}

/**
 * Plans how to read what a filter finds.
 * @param runsPerMs how many runs start in a millisecond, as far as known
 * @param nowMs milliseconds since 1970
 */
export function planSlices(filter: RunFilter, runsPerMs: number | null, nowMs: number): SlicePlan {
  const { status, from, to } = filter
  const wide = {
    status,
    from: from === null ? null : from - overlapMs,
    to: to === null ? null : to + overlapMs,
  }
  // How many runs of one status there are is unknown.
  const isUncut = status !== null || runsPerMs === null
  const slices = isUncut ? [sliceOf(wide)] : cut(wide, runsPerMs, nowMs)
  return { slices, isUncut, isCutShort: false }
}

/** Reads the next page of each of the newest slices at once, and plans the rest. Rejects once all requests have ended. */
export async function readSlices<P extends SlicePage>(
  plan: SlicePlan,
  loadPage: (slice: Slice) => Promise<P>,
  nowMs: number,
): Promise<{ pages: P[]; rest: SlicePlan }> {
  const requests = plan.slices.slice(0, maxParallelSlices).map(loadPage)
  await Promise.allSettled(requests)
  const pages = await Promise.all(requests)
  return { pages, rest: planRest(plan, pages, nowMs) }
}

function planRest(plan: SlicePlan, pages: readonly SlicePage[], nowMs: number): SlicePlan {
  const slices: Slice[] = []
  let { isCutShort } = plan
  for (const [i, slice] of plan.slices.entries()) {
    const page = pages[i]
    if (page === undefined) slices.push(slice)
    else if (page.next !== null && slice.tokens.includes(page.next.token)) isCutShort = true
    else if (page.next !== null) slices.push(...nextOf(plan, slice, { ...page, next: page.next }, nowMs))
  }
  return { slices, isUncut: false, isCutShort }
}

function nextOf(
  { isUncut }: SlicePlan,
  slice: Slice,
  page: SlicePage & { next: PageCursor },
  nowMs: number,
): Slice[] {
  const density = isUncut ? runsPerMsOf(page) : null
  const slices = density === null ? [] : cut(slice.filter, density, nowMs)
  if (slices.length > 1) return slices
  return [{ ...slice, cursor: page.next, tokens: [...slice.tokens, page.next.token] }]
}

function runsPerMsOf({ rowCount, oldestStartMs, newestStartMs }: SlicePage): number | null {
  if (oldestStartMs === null || newestStartMs === null) return null
  return rowCount / Math.max(1000, newestStartMs - oldestStartMs)
}

/**
 * Cuts a range at whole seconds into slices of about as many pages each, newest first. Only the filters divide the runs,
 * not the order in which Twilio lists them, so nothing is missing whatever that order is.
 */
function cut(filter: RunFilter, runsPerMs: number, nowMs: number): Slice[] {
  const { status, from, to } = filter
  const start = Math.max(from ?? -Infinity, nowMs - retentionMs)
  const end = Math.min(to ?? Infinity, nowMs)
  const pageCount = ((end - start) * runsPerMs) / maxPageSize
  if ((from === null && to === null) || !(pageCount > maxUncutPages)) return [sliceOf(filter)]
  const wanted = Math.min(Math.max(Math.ceil(pageCount / pagesPerSlice), maxParallelSlices), maxSlices)
  // No slice is shorter than its overlap.
  const count = Math.max(1, Math.min(wanted, Math.floor((end - start) / (2 * overlapMs))))
  const seams = Array.from({ length: count - 1 }, (_, i) => {
    const seam = end - ((i + 1) * (end - start)) / count
    return Math.floor(seam / 1000) * 1000
  })
  return Array.from({ length: count }, (_, i) => {
    const upperSeam = seams[i - 1]
    return sliceOf({
      status,
      from: seams[i] ?? from,
      to: upperSeam === undefined ? to : upperSeam + overlapMs,
    })
  })
}

function sliceOf(filter: RunFilter): Slice {
  return { filter, cursor: null, tokens: [] }
}
