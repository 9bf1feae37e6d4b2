import type { PageCursor } from '#contract/page.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { Member } from '#json/members.ts'
import type { JsonPath } from '#json/paths.ts'
import type { Channel } from '#search/channel.ts'
import type { Question } from '#search/question.ts'
import type { AskNews } from '#twilio/ask.ts'

/*
 * What a page and the engine's worker say to each other. Everything here is plain data: rows never cross but for the
 * few in view, and contexts only one at a time; a file crosses as a handle of what the browser keeps.
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
  /** Where the search found its text in the context; null when it did not look there, or need not. */
  found: Found | null
}

/** A match in a context: the value it is in, and the text around it. */
export type Found = {
  path: JsonPath
  /** A stretch of the value around the match, unescaped, with … where it was cut; `start` and `end` are the match within it, in UTF-16 units. */
  text: string
  start: number
  end: number
}

/**
 * How many engagements each choice of a filter would show, all other filters staying as they are. `all` also counts
 * those of a status Twilio never named.
 */
export type Counts = {
  status: { all: number; active: number; ended: number }
  channel: Record<Channel, number>
}

/** How far the search through contexts has come. */
export type SearchProgress = {
  state: 'running' | 'paused' | 'done'
  /** Engagements whose contexts have been looked through, of those read. */
  searched: number
  /** Bytes of JSON looked through, and to be looked through. */
  bytes: number
  ofBytes: number
  /** Engagements whose contexts came empty in the list: nothing is known of them until `/Context` is asked. */
  empty: number
}

export type RowsInView = {
  from: number
  rows: EngagementRow[]
  /** How many answer the question, of those read. */
  total: number
  /** How many have been read. */
  read: number
  counts: Counts
  /** Null when the question needs no context to be looked through. */
  search: SearchProgress | null
  /** Where the anchor's row stands in this answer, null when it is not in it or none was given. */
  anchorAt: number | null
  version: number
}

/** Engagements over time: how many started in each bin. A bin reaches from its edge to before the next one. */
export type Histogram = {
  active: number[]
  ended: number[]
  /** Those of a status Twilio never named. */
  other: number[]
  version: number
}

/** How many engagements are newer than the newest read. */
export type HeadNews = {
  fresh: number
  /** True when a whole page was new and there may be more. */
  more: boolean
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
  /** When it had been read, in milliseconds since 1970. */
  at: number
}

/** The value of one context at a path. */
export type CellValue =
  /** The JSON text as it was sent; what is longer than 200 UTF-16 units is cut and ends in …. */
  | { state: 'value'; text: string }
  /** The context was read and has nothing there. */
  | { state: 'missing' }
  /** The context came empty in the list: only `/Context` knows. */
  | { state: 'unread' }

/** Where an engagement stands among those that answer a question, and who stands beside it. */
export type Neighbours = {
  /** From 0. */
  at: number
  total: number
  /** The next one up and down the list that can be opened; null at its end. */
  previous: EngagementSid | null
  next: EngagementSid | null
}

/** An engagement as it was listed: its members but for its context, and that; null where the list has none. */
export type Listed = { members: readonly Member[]; context: string | null }

/** What a file of engagements is to be. */
export type FileForm = (JsonLinesForm | CsvForm) & {
  /** Whether personal data is masked in it. */
  masked: boolean
}

/** A line an engagement, its members and its context as they were sent. */
type JsonLinesForm = { format: 'json-lines' }

type CsvForm = {
  format: 'csv'
  /** A column each, after those of the list. */
  paths: readonly JsonPath[]
  /** Whether the JSON of the contexts is a column, the last one. */
  contexts: boolean
  /** Whether a cell that a spreadsheet would run as a formula is given an apostrophe. */
  safe: boolean
}

/** A file of engagements, and what must be known to say honestly what is in it. */
export type MadeFile = {
  file: Blob
  /** How many engagements it holds: those that answered the question when it was begun. */
  total: number
  /** How many had been read by then, and the last page of them; null before there was one. */
  read: number
  last: PageSummary | null
  /** How far the search through contexts had come by then; null when the question needs none. */
  search: SearchProgress | null
  /** Cells that were given an apostrophe. */
  guarded: number
  /** Engagements whose contexts came empty in the list, of those whose contexts were wanted. */
  empty: number
}

/** What can be asked of the engine, by name. */
export type Asks = {
  /** Versions go on from there: it takes the place of an engine that has died, whose answers must look older. */
  begin: { params: { version: number }; result: null }
  /**
   * Fetches and reads one page; the same cursor twice is read once. With `ahead`, which is for those who read on, the
   * next page is asked for as soon as this one is here.
   */
  readPage: { params: { flowSid: FlowSid; cursor: PageCursor | null; ahead?: boolean }; result: PageSummary }
  /** The rows in view. A question with a text starts a search through the contexts, which `changed` tells of. */
  rows: {
    params: {
      flowSid: FlowSid
      question: Question
      from: number
      size: number
      /** A row's number, whose place in the answer is wanted. */
      anchor?: number
    }
    result: RowsInView
  }
  /** How many of the question's engagements (whatever its range of dates) started between each edge and the next; milliseconds, rising. */
  histogram: { params: { flowSid: FlowSid; question: Question; edges: number[] }; result: Histogram }
  /** One engagement as it was listed; null when it has not been read. */
  listed: { params: { flowSid: FlowSid; engagementSid: EngagementSid }; result: Listed | null }
  /** The values at some paths of some rows' contexts: one list a row, one value a path. */
  values: { params: { flowSid: FlowSid; rows: number[]; paths: JsonPath[] }; result: CellValue[][] }
  /** Null when the engagement is not among those that answer, or has not been read. */
  neighbours: {
    params: { flowSid: FlowSid; question: Question; engagementSid: EngagementSid }
    result: Neighbours | null
  }
  /**
   * Makes a file of all that answers the question, as of the moment it is asked: what is read meanwhile is not in it.
   * `exporting` tells how far it has come. @param number what that is told by
   */
  export: {
    params: { flowSid: FlowSid; question: Question; form: FileForm; number: number }
    result: MadeFile
  }
  /** Stops a flow's search, or goes on with it. */
  search: { params: { flowSid: FlowSid; run: boolean }; result: null }
  /** Asks `/Context` for engagements whose context came empty, one request at a time, until all are here or it is aborted. */
  loadContexts: {
    params: { flowSid: FlowSid; question: Question }
    result: { loaded: number; failed: number }
  }
  /** Looks at the head of the list, without taking anything in. */
  checkHead: { params: { flowSid: FlowSid }; result: HeadNews }
  /**
   * Takes in what is new at the head, reading on to what is known. Null when there is so much of it that nothing was
   * taken in, and the list had better be read anew.
   */
  takeHead: { params: { flowSid: FlowSid }; result: { added: number | null } }
  /** Asks again for single engagements, and takes over what has changed. */
  refresh: { params: { flowSid: FlowSid; engagementSids: EngagementSid[] }; result: { changed: number } }
  /** Forgets all that was read of a flow. */
  forget: { params: { flowSid: FlowSid }; result: null }
}

export type AskName = keyof Asks

export type Request = { [N in AskName]: { id: number; ask: N; params: Asks[N]['params'] } }[AskName] | Abort
type Abort = { id: number; ask: 'abort' }

export type Reply = { id: number; ok: true; result: unknown } | { id: number; ok: false; problem: unknown }

/** What the engine tells without being asked. */
export type News =
  /** What is known of a flow has changed: rows, statuses, matches, contexts. Told at most every 100 ms. */
  | { news: 'changed'; flowSid: FlowSid; version: number }
  /** A flow was forgotten to make room for others. */
  | { news: 'forgotten'; flowSid: FlowSid }
  /** The engine holds that lock as long as it lives. */
  | { news: 'alive'; lock: string }
  /** How many engagements are in a file that is being made, of those it will hold. Told at most every 100 ms. */
  | { news: 'exporting'; number: number; done: number; of: number }
  /** How the asking of Twilio goes. */
  | AskNews
  /** The engine died, and another one has taken its place, which knows of no flow. Said by the page's end of the connection. */
  | { news: 'restarted' }
  /** It died too often to be started again by itself. @param lived whether the last one ever said anything */
  | { news: 'stopped'; lived: boolean }
