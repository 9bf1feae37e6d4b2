import { engagementStatuses, type EngagementStatus } from '#contract/engagement.ts'

import type { Channel } from './channel.ts'

/** What people ask of a list of engagements: what they filter by, how they order it, and what they typed. */
export type Question = {
  /** Only engagements of this status; null for all of them, those of an unknown status included. */
  readonly status: EngagementStatus | null
  /** Only engagements of contacts on these channels; none named means all. */
  readonly channels: readonly Channel[]
  /** Started at this time or later; milliseconds since 1970, null for no bound. */
  readonly from: number | null
  /** Started before this time; milliseconds since 1970, null for no bound. */
  readonly to: number | null
  /** How long the run took, from its start to its last update, in seconds, both ends included; null for no bound. */
  readonly atLeast: number | null
  readonly atMost: number | null
  readonly order: Order
  /** What stands in the search box; `parseSearch` reads it. Empty for no search. */
  readonly text: string
}

/** Rows without the value they are ordered by stand last, whichever way it goes. */
export type Order = { readonly by: OrderKey; readonly descending: boolean }

export const orderKeys = ['started', 'updated', 'duration', 'contact'] as const
export type OrderKey = (typeof orderKeys)[number]

export const newestFirst: Order = { by: 'started', descending: true }

export const everything: Question = {
  status: null,
  channels: [],
  from: null,
  to: null,
  atLeast: null,
  atMost: null,
  order: newestFirst,
  text: '',
}

/** Reads a status as it stands in a link or a control; anything but a known one means all. */
export function parseStatus(text: string | null): EngagementStatus | null {
  return engagementStatuses.find((status) => status === text) ?? null
}

/** The same for equal questions, different for different ones. */
export function questionKey(question: Question): string {
  return JSON.stringify([filterKey(question), question.order.by, question.order.descending])
}

/** The same for questions that let the same rows pass, in whatever order. */
export function filterKey({ status, channels, from, to, atLeast, atMost, text }: Question): string {
  return JSON.stringify([status, channels.toSorted(), from, to, atLeast, atMost, text])
}

/** Whether the question leaves anything out. An order leaves nothing out. */
export function isFiltered(question: Question): boolean {
  return filterKey(question) !== filterKey(everything)
}
