import type { EngagementSid } from '#contract/sid.ts'
import type { JsonPath } from '#json/paths.ts'

import type { Channel } from './channel.ts'

/** What the text in the search box asks for, after reading: every term must hold. */
export type Search = {
  readonly terms: readonly Term[]
}

/** One thing asked for. It holds when any of its tests does; with `not`, when none does. */
export type Term = {
  /** As it was typed, the `-` included. */
  readonly typed: string
  readonly not: boolean
  readonly tests: readonly Test[]
}

/** A question about one engagement that has an answer. */
export type Test =
  | { readonly on: 'status'; readonly status: string }
  | { readonly on: 'channel'; readonly channel: Channel }
  | { readonly on: 'contact'; readonly match: ContactMatch }
  | { readonly on: 'sid'; readonly sid: EngagementSid }
  /** Started within these bounds; a run without a start passes only where there is none. */
  | ({ readonly on: 'started' } & TimeRange)
  /** Took this long; a run without a start or a last update passes only where there is no bound. */
  | ({ readonly on: 'duration' } & DurationRange)
  | ContextTest

/** Milliseconds since 1970, `to` not included; null for no bound. */
export type TimeRange = { readonly from: number | null; readonly to: number | null }

/** Seconds, both included; null for no bound. */
export type DurationRange = { readonly atLeast: number | null; readonly atMost: number | null }

/** How a contact's address is compared; `compileContact` does it. */
export type ContactMatch =
  /** The address's number ends in any of these: a phone number as it was typed, and without its trunk prefix. */
  | { readonly digits: readonly string[] }
  /** The address's number is any of these, from its country code on. */
  | { readonly number: readonly string[] }
  /** The address is exactly this, but for upper and lower case. */
  | { readonly is: string }
  /** The address holds this, in upper or lower case. */
  | { readonly holds: string }

/**
 * A text in a value of the context: any value, or the one at a path (and whatever lies below it). Strings are compared
 * unescaped, numbers as they were sent, upper and lower case alike; JSON inside a string is looked into.
 */
export type ContextTest = {
  readonly on: 'context'
  readonly path: JsonPath | null
  /** What to find; null for any value at all at the path. */
  readonly text: string | null
  /** True when the whole value must be this, false when it need only hold it. */
  readonly whole: boolean
}
