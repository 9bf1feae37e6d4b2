import type { Channel } from '#contract/channel.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { TimeRange } from '#format/time/time-range.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import type { NationalNumber } from '#search/phone/phone.ts'

/** The parsed search text. A run matches when it matches every term. */
export type Search = {
  readonly terms: readonly Term[]
}

/** Matches when any of its predicates matches; with `not`, when none does. */
export type Term = {
  /** The text as typed, including the `-`. */
  readonly typed: string
  readonly isNegated: boolean
  readonly predicates: readonly Predicate[]
}

/** A condition on one engagement. */
export type Predicate =
  | { readonly on: 'status'; readonly status: string }
  | { readonly on: 'channel'; readonly channel: Channel }
  | { readonly on: 'contact'; readonly match: ContactMatch }
  | { readonly on: 'sid'; readonly sid: EngagementSid }
  /** Started within these bounds. A run without a start matches only when there are no bounds. */
  | ({ readonly on: 'started' } & TimeRange)
  /** Duration within these bounds. A run without a start or a last update matches only when there are no bounds. */
  | ({ readonly on: 'duration' } & DurationRange)
  /** Ended, and this widget was the last that ran. Contexts do not say it, steps do. */
  | { readonly on: 'ended'; readonly widget: string }
  | ExitPredicate
  /** The steps can be loaded, and are not. */
  | { readonly on: 'steps-missing' }
  | ContextPredicate

/** A step led on from this widget, by this event and to this widget, or `Ended`; null for any. Contexts do not say it, steps do. */
export type ExitPredicate = {
  readonly on: 'exit'
  readonly widget: string
  readonly event: string | null
  readonly next: string | null
}

/** Whether only steps say if it applies. */
export const needsSteps = ({ on }: Predicate): boolean => on === 'ended' || on === 'exit'

/** In seconds, both bounds inclusive; null for no bound. */
export type DurationRange = { readonly minSeconds: number | null; readonly maxSeconds: number | null }

/** How to compare a contact's address; see `compileContactMatch`. */
export type ContactMatch =
  /** The address's number ends in one of these. */
  | { readonly endsWith: readonly string[] }
  /** The address's number is one of these after one of its calling codes, or without one if it has no plus. */
  | { readonly numbers: readonly NationalNumber[] }
  /** The address's number starts with one of these, country code first. */
  | { readonly startsWith: readonly string[] }
  /** The address equals this, ignoring case. */
  | { readonly equals: string }
  /** The address contains this, ignoring case. */
  | { readonly contains: string }

/**
 * A text in a value of the context: any value, or the one at a path and the values below it. Strings are compared
 * unescaped, numbers as sent, ignoring case. JSON inside strings is searched too.
 */
export type ContextPredicate = {
  readonly on: 'context'
  readonly path: JsonPath | null
  /** The text to find; null for any value at the path. */
  readonly text: string | null
  /** True when the value must equal the text, false when it must contain it. */
  readonly isExact: boolean
}
