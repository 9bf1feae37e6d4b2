import { nextCursor, type PageCursor } from '#contract/page.ts'
import { sourceOf } from '#contract/run-source.ts'

import { compactPage } from '#engine/store/compact-page.ts'
import { cursorKey, type FetchPage, type CachedFlow } from './cached-flow.ts'
import type { ParsedPage } from '#engine/store/parsed-page.ts'
import type { NewItems } from '#engine/rpc/load-results.ts'
import type { ParsedRow } from '#engine/store/parsed-page.ts'
import { parsePage } from './parse-page.ts'

/** Twilio's default page size, for the first request: usually there are only a few new engagements. */
const smallPageSize = 50
const fullPageSize = 1000

/** Max pages per fetch. All of them stay in memory uncompressed until an existing engagement is found. */
const maxPages = 40

const noNewItems: NewItems = { count: 0, hasMore: false }

/**
 * Counts the engagements that are newer than the newest loaded one, without adding them. Merges changes of existing
 * engagements on the way, which moves no rows.
 */
export async function checkForNew(
  fetchPage: FetchPage,
  flow: CachedFlow,
  signal: AbortSignal,
): Promise<NewItems> {
  if (flow.pageSummaries.size === 0) return noNewItems
  const smallPage = await fetchNewestPage(fetchPage, flow, null, signal, smallPageSize)
  if (smallPage.hasExisting || smallPage.next === null)
    return { count: smallPage.newRows.length, hasMore: false }
  const fullPage = await fetchNewestPage(fetchPage, flow, null, signal, fullPageSize)
  const count = fullPage.newRows.length
  // Rows without a SID cannot be recognized, so they do not count as new. Do not report `hasMore` because of them.
  return { count, hasMore: count > 0 && !fullPage.hasExisting && fullPage.next !== null }
}

/**
 * Adds all engagements that are newer than the newest loaded one. Fetches page by page down to the first existing
 * engagement, then adds everything at once, so that a failure midway leaves no gap.
 * @returns how many were added; null when there are too many, and the list should be reloaded instead
 */
export async function fetchNew(
  fetchPage: FetchPage,
  flow: CachedFlow,
  signal: AbortSignal,
): Promise<number | null> {
  const smallPage = await fetchNewestPage(fetchPage, flow, null, signal, smallPageSize)
  const pages = [smallPage.parsed]
  if (!smallPage.hasExisting && smallPage.next !== null) {
    // Start over with full pages: a page token is valid for one page size only.
    pages.length = 0
    let cursor: PageCursor | null = null
    const seenTokens = new Set<string>()
    do {
      if (pages.length === maxPages) return null
      seenTokens.add(cursorKey(cursor))
      const fullPage: NewestPage = await fetchNewestPage(fetchPage, flow, cursor, signal, fullPageSize)
      pages.push(fullPage.parsed)
      cursor = fullPage.hasExisting ? null : fullPage.next
    } while (cursor !== null && !seenTokens.has(cursor.token))
  }
  signal.throwIfAborted()
  return flow.store.prepend(pages).added
}

type NewestPage = {
  /** Rows that are not loaded yet. */
  newRows: ParsedRow[]
  /** A page with the new rows, and with those that only a filter asked of Twilio has found so far. */
  parsed: ParsedPage
  /** Whether the page has an existing engagement. If so, no later page has new ones. */
  hasExisting: boolean
  next: PageCursor | null
}

/** Fetches a page at the start of the list and merges changes of the existing engagements in it. */
async function fetchNewestPage(
  fetchPage: FetchPage,
  flow: CachedFlow,
  cursor: PageCursor | null,
  signal: AbortSignal,
  size: number,
): Promise<NewestPage> {
  const body = await fetchPage(flow.runList, cursor, signal, size)
  const { bytes } = body
  const { rows, meta } = parsePage(bytes, sourceOf(flow.runList))
  // A row without a SID cannot be recognized, so it is neither existing nor new.
  const existingRows = rows.filter(({ sid }) => sid !== null && flow.store.rowOf(sid) !== null)
  const newRows = rows.filter(({ sid }) => sid !== null && flow.store.rowOf(sid) === null)
  // A filter asked of Twilio finds runs among new ones, so such a run says nothing about those after it.
  const unlistedRows = rows.filter(({ sid }) => sid !== null && !flow.store.isListed(sid))
  mergeUpdates(flow, bytes, existingRows)
  const parsed = compactPage(bytes, unlistedRows)
  body.release()
  return {
    newRows,
    parsed,
    hasExisting: unlistedRows.length < rows.filter(({ sid }) => sid !== null).length,
    next: nextCursor(meta.next_page_url),
  }
}

/** Merges changes of existing engagements. @returns how many changed */
export function mergeUpdates(
  flow: CachedFlow,
  bytes: Uint8Array<ArrayBuffer>,
  existingRows: readonly ParsedRow[],
): number {
  const changedRows = existingRows.filter((row) => flow.store.differs(row))
  if (changedRows.length === 0) return 0
  return flow.store.merge(compactPage(bytes, changedRows)).changed
}
