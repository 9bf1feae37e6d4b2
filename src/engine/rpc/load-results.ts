import type { PageCursor } from '#contract/page.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { RunSteps } from '#story/run-steps.ts'

import type { EngagementRow } from './row-results.ts'

/** How many engagements are newer than the newest loaded one. */
export type NewItems = {
  count: number
  /** True when all of a full page was new, so there may be more. */
  hasMore: boolean
}

/** Why loading ended before Twilio's last page: a page token repeated, or a page had no new engagements. */
type StopReason = 'token-repeats' | 'nothing-new'

/** The summary of a loaded page. The page's query cache stores this and nothing else. */
export type PageSummary = {
  /** Engagements in the page. `added` counts those that reading the list had not reached before. */
  rowCount: number
  added: number
  /** Engagements that reading the list has reached, including this page. */
  loaded: number
  /** Where the next page begins; null at the end. */
  next: PageCursor | null
  /** Start of the oldest engagement loaded so far, in milliseconds since 1970. */
  oldestStartMs: number | null
  /** Whether everything loaded so far came newest first. */
  isNewestFirst: boolean
  stopReason: StopReason | null
  /** When the page was loaded, in milliseconds since 1970. */
  loadedAtMs: number
}

/** Whether a page is the end of the list, and not where loading stopped before it. */
export function isLastPage({ next, stopReason }: Pick<PageSummary, 'next' | 'stopReason'>): boolean {
  return next === null && stopReason === null
}

/** A page of the runs that a filter asked of Twilio has found. Their rows are loaded, whether listed or not. */
export type FilteredPage = {
  rowCount: number
  /** The oldest runs of the page, oldest first: as many as were asked for. */
  rows: EngagementRow[]
  /** Where the next page begins; null at the end. */
  next: PageCursor | null
  /** Starts of the oldest and the newest run in the page, in milliseconds since 1970; null without dates. */
  oldestStartMs: number | null
  newestStartMs: number | null
  /** The version of the flow's data that has these runs. */
  version: number
}

/** A run whose steps are not loaded. */
export type RunWithoutSteps = {
  sid: EngagementSid
  status: string | null
  /** Milliseconds since 1970. */
  updated: number | null
}

/** What the steps of a run say. `status` and `updated` are the row's when they were asked for. */
export type LoadedSteps = RunWithoutSteps & { steps: RunSteps }
