import { nextCursor } from '#contract/page.ts'
import { sourceOf } from '#contract/run-source.ts'
import type { FilteredPage } from '#engine/rpc/load-results.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import type { FlowStore } from '#engine/store/flow-store.ts'
import type { ParsedRow } from '#engine/store/parsed-page.ts'

import type { ResponseBody } from '#twilio/response-body.ts'

import type { CachedFlow } from './cached-flow.ts'
import { readPage } from './parse-page.ts'

/** Loads a page of the runs that a filter asked of Twilio finds, and merges them without a word about the list itself. */
export async function loadFiltered(
  flow: CachedFlow,
  fetchPage: () => Promise<ResponseBody>,
  maxRows: number,
  signal: AbortSignal,
): Promise<FilteredPage> {
  const body = await fetchPage()
  const { page, meta } = readPage(body, sourceOf(flow.runList))
  await flow.store.waitForCapacity()
  signal.throwIfAborted()
  flow.store.merge(page)
  const { rows } = page
  const starts = rows.map(({ started }) => started).filter((started) => !Number.isNaN(started))
  return {
    rowCount: rows.length,
    rows: oldestRows(flow.store, rows, maxRows),
    next: nextCursor(meta.next_page_url),
    ...bounds(starts),
    version: flow.store.version,
  }
}

const startOf = ({ started }: ParsedRow) => (Number.isNaN(started) ? Infinity : started)

function oldestRows(store: FlowStore, rows: readonly ParsedRow[], max: number): EngagementRow[] {
  return rows
    .toSorted((a, b) => startOf(a) - startOf(b))
    .slice(0, max)
    .flatMap(({ sid }) => {
      const row = sid === null ? null : store.rowOf(sid)
      return row === null ? [] : [{ ...store.rowAt(row), match: null }]
    })
}

function bounds(starts: readonly number[]): { oldestStartMs: number | null; newestStartMs: number | null } {
  if (starts.length === 0) return { oldestStartMs: null, newestStartMs: null }
  return { oldestStartMs: Math.min(...starts), newestStartMs: Math.max(...starts) }
}
