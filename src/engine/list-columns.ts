import { outcomeText } from '#contract/outcome.ts'
import type { ListColumnId } from '#search/query/list-query.ts'

import type { EngagementRow } from '#engine/rpc/row-results.ts'

/** An engagement without what a search found in it. */
export type ListedRow = Omit<EngagementRow, 'match'>

/** A column of the list. Its kind says how the value is written; times and durations are in milliseconds. */
export type ListColumn = {
  readonly id: ListColumnId
  /** The header text and the accessible name. */
  readonly label: string
  /** The header in CSV files, where it differs. */
  readonly csvLabel?: string
} & (
  | { readonly kind: 'text'; readonly valueOf: (row: ListedRow) => string | null }
  | { readonly kind: 'time' | 'duration'; readonly valueOf: (row: ListedRow) => number | null }
)

/** The columns of the list in default order, for the grid, the menu of a cell, the column panel and CSV files. */
export const listColumns: readonly ListColumn[] = [
  { id: 'status', label: 'Status', kind: 'text', valueOf: ({ status }) => status },
  { id: 'contact', label: 'Contact', kind: 'text', valueOf: ({ contact }) => contact },
  { id: 'started', label: 'Started', kind: 'time', valueOf: ({ started }) => started },
  { id: 'updated', label: 'Updated', kind: 'time', valueOf: ({ updated }) => updated },
  {
    id: 'duration',
    label: 'Duration',
    csvLabel: 'Duration in seconds',
    kind: 'duration',
    valueOf: ({ durationMs }) => durationMs,
  },
  { id: 'outcome', label: 'Outcome', kind: 'text', valueOf: ({ outcome }) => outcomeText(outcome) },
  { id: 'engagement', label: 'Engagement', csvLabel: 'SID', kind: 'text', valueOf: ({ sid }) => sid },
]
