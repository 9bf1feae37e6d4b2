import type { PageSummary } from '#engine/rpc/load-results.ts'

/** The summary of a flow's first page, which is also its last one. */
export function pageSummary(fields: Partial<PageSummary> = {}): PageSummary {
  return {
    rowCount: 1000,
    added: 1000,
    loaded: 1000,
    next: null,
    oldestStartMs: null,
    isNewestFirst: true,
    stopReason: null,
    loadedAtMs: 0,
    ...fields,
  }
}
