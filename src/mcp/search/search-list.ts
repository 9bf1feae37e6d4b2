import { maxPageSize } from '#contract/page.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { isFiltered, type ParsedQuery } from '#search/query/list-query.ts'
import type { TwilioClient } from '#twilio/client.ts'

import { searchPage } from './search-page.ts'
import { rowsAfter, type SearchPosition } from './search-position.ts'

/** Pages of Twilio's that one call may read: 10,000 engagements. */
export const maxPagesPerCall = 10

export type SearchOptions = {
  runList: RunList
  query: ParsedQuery
  /** At most this many runs. */
  limit: number
  position: SearchPosition
  signal: AbortSignal
}

export type FoundRuns = {
  /** Newest first. */
  rows: readonly EngagementRow[]
  /** Engagements read by this search so far, with the pages before this call. */
  read: number
  /** Of these, those whose context the list did not send. */
  missingContexts: number
  /** When the oldest engagement read by this call started, in milliseconds since 1970; null without one. */
  oldestStartMs: number | null
  /** Where to go on; null when the list has been read to its end and all matches were returned. */
  next: SearchPosition | null
}

/** Reads a flow's list from a position on, until enough runs are found or the call's pages are used up. */
export async function searchList(
  client: Pick<TwilioClient, 'engagementsPage'>,
  { runList, query, limit, position, signal }: SearchOptions,
): Promise<FoundRuns> {
  // The newest runs need no full page.
  const pageSize = isFiltered(query) ? maxPageSize : limit
  const rows: EngagementRow[] = []
  let current = position
  let oldestStartMs: number | null = null
  for (let pages = 0; ; pages++) {
    if (pages === maxPagesPerCall || (rows.length === limit && current.after === null))
      return { rows, read: current.read, missingContexts: current.missing, oldestStartMs, next: current }
    const bytes = await client.engagementsPage(runList, current.page, signal, pageSize)
    const page = await searchPage(runList, bytes, query, signal)
    const found = rowsAfter(page.matches, current.after)
    const taken = found.slice(0, limit - rows.length)
    rows.push(...taken)
    oldestStartMs = page.oldestStartMs ?? oldestStartMs
    const read = current.read + page.rowCount
    const missingContexts = current.missing + page.missingContexts
    const last = taken.at(-1)?.sid
    // A run without a SID cannot be named: its page counts as returned.
    if (taken.length < found.length && last != null)
      return { rows, read, missingContexts, oldestStartMs, next: { ...current, after: last } }
    if (page.next === null) return { rows, read, missingContexts, oldestStartMs, next: null }
    current = { page: page.next, after: null, read, missing: missingContexts }
  }
}
