import type { PageCursor } from '#contract/page.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Question } from '#search/question.ts'

/*
 * What a page and the engine's worker say to each other. Everything here is plain data: rows never cross but for the
 * few in view, and contexts only one at a time.
 */

/** One engagement as the list shows it. */
export type EngagementRow = {
  /** Its number among all that was read; stays the same while the flow is kept. */
  row: number
  /** Null for a row Twilio sent without one: it can be seen, but not opened. */
  sid: EngagementSid | null
  status: string | null
  contact: string | null
  /** Milliseconds since 1970. */
  started: number | null
  updated: number | null
}

/** How many engagements have been read; `all` also counts those of a status Twilio never named. */
export type Counts = { all: number; active: number; ended: number }

export type RowsInView = {
  from: number
  rows: EngagementRow[]
  /** How many answer the question, of those read. */
  total: number
  counts: Counts
  version: number
}

/** Why reading ended before Twilio said so: the list went round in circles, or a page brought only what was known. */
type Notice = 'token-repeats' | 'nothing-new'

/** What is known of a page after reading it; all that the query cache keeps. */
export type PageSummary = {
  /** Engagements in the page, and how many of them were new. */
  rows: number
  added: number
  /** Engagements read so far, this page included. */
  read: number
  /** Where the next page begins; null at the end. */
  next: PageCursor | null
  /** Milliseconds since 1970 of the oldest engagement read so far. */
  oldest: number | null
  /** Whether all that was read so far came newest first. */
  newestFirst: boolean
  notice: Notice | null
}

/** What can be asked of the engine, by name. */
export type Asks = {
  /** Fetches and reads one page; the same cursor twice is read once. */
  readPage: { params: { flowSid: FlowSid; cursor: PageCursor | null }; result: PageSummary }
  /** The rows in view. */
  rows: {
    params: { flowSid: FlowSid; question: Question; from: number; size: number }
    result: RowsInView
  }
  /** One engagement as it was listed; null when it has not been read. */
  text: {
    params: { flowSid: FlowSid; engagementSid: EngagementSid }
    result: { row: string; context: string | null } | null
  }
  /** Forgets all that was read of a flow. */
  forget: { params: { flowSid: FlowSid }; result: null }
}

export type AskName = keyof Asks

export type Request = { [N in AskName]: { id: number; ask: N; params: Asks[N]['params'] } }[AskName] | Abort
type Abort = { id: number; ask: 'abort' }

export type Reply = { id: number; ok: true; result: unknown } | { id: number; ok: false; problem: unknown }
