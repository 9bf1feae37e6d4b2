import type { EngagementSid } from '#contract/sid.ts'
import type { ListQuery } from '#search/query/list-query.ts'

/** The outlet context of the panel beside the list. */
export type PanelOutletContext = {
  close: () => void
  /** Moves the list's cursor to another run. @param index the run's index in the list */
  selectEngagement: (sid: EngagementSid, index: number) => void
  /** The list's filters and sort order. */
  query: ListQuery
  /** Whether all that the query finds is loaded and compared with it. Before that, a count is only of what was found so far. */
  isComplete: boolean
  /** Whether the whole list is loaded, and so whatever any query finds. */
  isListRead: boolean
  /** Until when the list counts the durations of active runs, in milliseconds since 1970; null before it has rows. */
  nowMs: number | null
  /** The JSONPaths among the list's columns. */
  columnPaths: readonly string[]
  /** Null where the run is not beside its list. */
  addColumn: ((path: string) => void) | null
}
