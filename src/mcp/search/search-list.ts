import { maxPageSize } from '#contract/page.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { isFiltered, type ParsedQuery } from '#search/query/list-query.ts'
import type { TwilioClient } from '#twilio/client.ts'

import { searchPage } from './search-page.ts'
import { startAfter, type SearchPosition } from './search-position.ts'

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
  /** Whether the list has been read to its end and all matches were returned. */
  isComplete: boolean
  /** Where to go on; null when the list is complete, and where Twilio repeats a page. */
  next: SearchPosition | null
}

/** Reads a flow's list from a position on, until enough runs are found or the call's pages are used up. */
export async function searchList(
  client: Pick<TwilioClient, 'engagementsPage'>,
  { runList, query, limit, position, signal }: SearchOptions,
): Promise<FoundRuns> {
  // The newest runs need no full page.
  const pageSize = position.pageSize ?? (isFiltered(query) ? maxPageSize : limit)
  const rows: EngagementRow[] = []
  const returned = new Set<string>()
  const tokens = new Set<string>()
  let current = position
  let oldestStartMs: number | null = null
  const found = (next: SearchPosition | null, { read, missing }: SearchPosition, isCutShort = false) => ({
    rows,
    read,
    missingContexts: missing,
    oldestStartMs,
    isComplete: next === null && !isCutShort,
    next: next && { ...next, pageSize },
  })
  for (let pages = 0; ; pages++) {
    if (pages === maxPagesPerCall || (rows.length === limit && current.after === null))
      return found(current, current)
    if (current.page) tokens.add(current.page.token)
    const body = await client.engagementsPage(runList, current.page, signal, pageSize)
    const page = await searchPage(runList, body, query, signal)
    oldestStartMs = page.oldestStartMs ?? oldestStartMs
    const counted = {
      ...current,
      read: current.read + page.rowCount,
      missing: current.missing + page.missingContexts,
    }
    const indexes = new Map(page.rows.map(({ row }, index) => [row, index]))
    const start = startAfter(page.rows, current.after)
    for (const match of page.matches) {
      const { sid } = match
      const index = indexes.get(match.row) ?? 0
      // Rows that arrive meanwhile move others on to the next page, which repeats them.
      if (index < start || (sid !== null && returned.has(sid))) continue
      if (rows.length === limit) return found(current, counted)
      rows.push(match)
      if (sid !== null) returned.add(sid)
      current = { ...current, after: { sid, index } }
    }
    if (page.next === null) return found(null, counted)
    // Twilio has been seen to send the same page for ever (twilio-python#562).
    if (tokens.has(page.next.token)) return found(null, counted, true)
    current = { ...counted, page: page.next, after: null }
  }
}
