import type { EngagementSid } from '#contract/sid.ts'

/** Byte offsets of a value in its page. */
type Span = { start: number; end: number }

/** The list fields of one engagement, and where the rest of it is in its page. */
export type ParsedRow = {
  sid: EngagementSid | null
  status: string | null
  contact: string | null
  /** Milliseconds since 1970; NaN when null or not a date. */
  started: number
  updated: number
  /** The whole row in the page's bytes. */
  span: Span
  /** The context in the page's bytes; null when the row has none. */
  contextSpan: Span | null
  /** Whether the list left out the context: `{}`, null or absent. Then only `/Context` has it. */
  isContextEmpty: boolean
}

export type ParsedPage = {
  /** As they came. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly isCompressed: boolean
  readonly rows: readonly ParsedRow[]
}
