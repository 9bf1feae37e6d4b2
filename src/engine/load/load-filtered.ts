import { nextCursor } from '#contract/page.ts'
import { sourceOf } from '#contract/run-source.ts'
import type { FilteredPage } from '#engine/rpc/protocol.ts'

import type { CachedFlow } from './cached-flow.ts'
import { parsePage } from './parse-page.ts'

/** Loads a page of the runs that a filter asked of Twilio finds, and merges them without a word about the list itself. */
export async function loadFiltered(
  flow: CachedFlow,
  fetchPage: () => Promise<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): Promise<FilteredPage> {
  const bytes = await fetchPage()
  const { rows, meta } = parsePage(bytes, sourceOf(flow.runList))
  await flow.store.waitForCapacity()
  signal.throwIfAborted()
  flow.store.merge(bytes, rows)
  const starts = rows.map(({ started }) => started).filter((started) => !Number.isNaN(started))
  const { version } = flow.store
  return { rowCount: rows.length, next: nextCursor(meta.next_page_url), ...bounds(starts), version }
}

function bounds(starts: readonly number[]): { oldestStartMs: number | null; newestStartMs: number | null } {
  if (starts.length === 0) return { oldestStartMs: null, newestStartMs: null }
  return { oldestStartMs: Math.min(...starts), newestStartMs: Math.max(...starts) }
}
