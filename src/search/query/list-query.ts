import { engagementStatuses, type EngagementStatus } from '#contract/run-source.ts'
import type { OutcomeOption } from '#contract/outcome.ts'
import type { Channel } from '#contract/channel.ts'

import type { Search } from './predicates.ts'

/** Filters, sort and search text of a list of engagements. */
export type ListQuery = {
  /** Only engagements with this status; null for all, including those with an unknown status. */
  readonly status: EngagementStatus | null
  /** Only engagements of contacts on these channels; empty for all. */
  readonly channels: readonly Channel[]
  /** Only engagements with these outcomes, as far as they are loaded; empty for all. */
  readonly outcomes: readonly OutcomeOption[]
  /** Started at this time or later; milliseconds since 1970, null for no bound. */
  readonly from: number | null
  /** Started before this time; milliseconds since 1970, null for no bound. */
  readonly to: number | null
  /** Duration in seconds, of an active run until now; both bounds inclusive; null for no bound. */
  readonly minSeconds: number | null
  readonly maxSeconds: number | null
  readonly sort: Sort
  /** The text in the search box, for `parseSearch`. Empty for no search. */
  readonly text: string
}

/** A list query with its text parsed, as the engine gets it. Made by `parseQuery` only: `search` is what `text` means. */
export type ParsedQuery = ListQuery & { readonly search: Search }

/** Rows without a value for `by` come last in both directions. */
export type Sort = { readonly by: SortKey; readonly descending: boolean }

export const sortKeys = ['started', 'updated', 'duration', 'contact'] as const
export type SortKey = (typeof sortKeys)[number]

export const newestFirst: Sort = { by: 'started', descending: true }

export const emptyQuery: ListQuery = {
  status: null,
  channels: [],
  outcomes: [],
  from: null,
  to: null,
  minSeconds: null,
  maxSeconds: null,
  sort: newestFirst,
  text: '',
}

/** The columns of a list that are not values of the context. */
export const listColumnIds = [...sortKeys, 'status', 'outcome', 'engagement'] as const
export type ListColumnId = (typeof listColumnIds)[number]

/** Parses a status, in upper or lower case; null, which means all, for anything but an existing status. */
export function parseStatus(text: string): EngagementStatus | null {
  const name = text.toLowerCase()
  return engagementStatuses.find((status) => status === name) ?? null
}

/** Equal keys mean equal queries. */
export function listQueryKey(query: ListQuery): string {
  return JSON.stringify([filterKey(query), query.sort.by, query.sort.descending])
}

/** Equal keys mean the same filters and text; the sort is ignored. */
export function filterKey(query: ListQuery): string {
  const { status, channels, outcomes, from, to, minSeconds, maxSeconds, text } = query
  return JSON.stringify([
    status,
    channels.toSorted(),
    outcomes.toSorted(),
    from,
    to,
    minSeconds,
    maxSeconds,
    text,
  ])
}

/** Whether the query excludes any rows. A sort does not. */
export function isFiltered(query: ListQuery): boolean {
  return filterKey(query) !== filterKey(emptyQuery)
}
