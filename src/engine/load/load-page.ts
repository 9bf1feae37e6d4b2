import { nextCursor, type PageCursor } from '#contract/page.ts'
import { sourceOf } from '#contract/run-source.ts'

import { cursorKey, type FetchPage, type CachedFlow } from './cached-flow.ts'
import { peekNextCursor } from './peek-next-cursor.ts'
import type { PageSummary } from '#engine/rpc/load-results.ts'
import { readPage } from './parse-page.ts'

type LoadPageOptions = {
  cursor: PageCursor | null
  /** Whether the caller will load the next page too. If so, it is requested while this one is parsed and stored. */
  prefetch: boolean
}

/** Loads a page of a flow's list. A page that is loaded already is not fetched again. */
export async function loadPage(
  fetchPage: FetchPage,
  flow: CachedFlow,
  { cursor, prefetch }: LoadPageOptions,
  signal: AbortSignal,
): Promise<PageSummary> {
  const token = cursorKey(cursor)
  const existing = flow.pageSummaries.get(token)
  if (existing) return existing
  try {
    const body = await (flow.prefetcher.claim(token, signal) ?? fetchPage(flow.runList, cursor, signal))
    const earlyCursor = prefetch ? peekNextCursor(body.bytes) : null
    if (earlyCursor) {
      prefetchNext(flow, cursor, earlyCursor, signal)
      // Lets the request leave before this thread is busy with the page.
      await new Promise((resolve) => setTimeout(resolve))
    }
    const { page, meta } = readPage(body, sourceOf(flow.runList))
    const next = nextCursor(meta.next_page_url)
    if (prefetch && next) prefetchNext(flow, cursor, next, signal)
    await flow.store.waitForCapacity()
    signal.throwIfAborted()
    const { added } = flow.store.append(page)
    const summary = summarize(flow, { cursor, next, rowCount: page.rows.length, added })
    flow.pageSummaries.set(token, summary)
    if (summary.next === null) flow.prefetcher.cancel()
    else flow.prefetcher.expireUnclaimed()
    return summary
  } catch (thrown) {
    flow.prefetcher.cancel()
    throw thrown
  }
}

function prefetchNext(
  flow: CachedFlow,
  cursor: PageCursor | null,
  next: PageCursor,
  signal: AbortSignal,
): void {
  if (!isRepeatedToken(flow, cursor, next)) flow.prefetcher.prefetch(next, signal)
}

/** Twilio has been seen to return the same page endlessly (twilio-python#562). */
function isRepeatedToken(flow: CachedFlow, cursor: PageCursor | null, next: PageCursor): boolean {
  return next.token === cursor?.token || flow.pageSummaries.has(next.token)
}

type LoadedPage = { cursor: PageCursor | null; next: PageCursor | null; rowCount: number; added: number }

function summarize(flow: CachedFlow, { cursor, next, rowCount, added }: LoadedPage): PageSummary {
  const { listedCount: loaded, oldestStartMs, isNewestFirst } = flow.store
  const summary = {
    rowCount,
    added,
    loaded,
    next,
    oldestStartMs,
    isNewestFirst,
    stopReason: null,
    loadedAtMs: Date.now(),
  }
  if (next === null) return summary
  if (isRepeatedToken(flow, cursor, next)) return { ...summary, next: null, stopReason: 'token-repeats' }
  if (added === 0) return { ...summary, next: null, stopReason: 'nothing-new' }
  return summary
}
