import type { RunList } from '#contract/run-source.ts'
import type { PageCursor } from '#contract/page.ts'
import type { ResponseBody } from '#twilio/response-body.ts'

import { PagePrefetcher } from './page-prefetcher.ts'
import { FlowQueries } from '#engine/query/flow-queries.ts'
import { FlowStore } from '#engine/store/flow-store.ts'
import type { Compress } from '#engine/store/compression.ts'
import type { PageSummary } from '#engine/rpc/load-results.ts'

/** Everything that the engine caches of one flow. */
export type CachedFlow = {
  readonly runList: RunList
  readonly store: FlowStore
  readonly queries: FlowQueries
  /** The loaded pages, by the `cursorKey` of their request. */
  readonly pageSummaries: Map<string, PageSummary>
  readonly prefetcher: PagePrefetcher
  /** How many operations are running on the flow. It is not evicted while there are any. */
  pinCount: number
}

/** Fetches a page of a flow's list, one request at a time. @param size engagements per page, 1,000 by default */
export type FetchPage = (
  runList: RunList,
  cursor: PageCursor | null,
  signal: AbortSignal,
  size?: number,
) => Promise<ResponseBody>

export function createCachedFlow(
  runList: RunList,
  fetchPage: FetchPage,
  version: number,
  compress?: Compress,
): CachedFlow {
  const store = new FlowStore(compress)
  store.version = version
  return {
    runList,
    store,
    queries: new FlowQueries(store),
    pageSummaries: new Map(),
    prefetcher: new PagePrefetcher((cursor, signal) => fetchPage(runList, cursor, signal)),
    pinCount: 0,
  }
}

/** The key of a page in `pageSummaries`: its token, or '' for the first page. */
export function cursorKey(cursor: PageCursor | null): string {
  return cursor?.token ?? ''
}
