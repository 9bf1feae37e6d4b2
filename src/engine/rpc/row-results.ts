import type { Channel } from '#contract/channel.ts'
import type { Outcome, OutcomeOption, RowOutcome } from '#contract/outcome.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { RawEntry } from '#json/parse/raw-entries.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import type { RunExit } from '#story/run-steps.ts'

/** One engagement as the list shows it. */
export type EngagementRow = {
  /** The row number. Stays the same as long as the flow is cached. */
  row: number
  /** Null for a row that Twilio sent without a SID. Such a row is displayed, but cannot be opened. */
  sid: EngagementSid | null
  status: string | null
  contact: string | null
  /** Milliseconds since 1970. */
  started: number | null
  updated: number | null
  /** From the start to the last update, of an active run until now; null without a date. Same "now" as the query's filters and sort order. */
  durationMs: number | null
  /** Where the run waits or how it ended; null when its steps are needed to know, and not loaded. */
  outcome: Outcome | null
  /** Of a run that waits for longer than is usual at its widget; null for others, and where its steps are not loaded. */
  stuck: StuckRun | null
  /** Where the search matched in the context; null when it has no match there, or did not search it. */
  match: Match | null
}

/** From when on a run is stuck at a widget: the 95th percentile of the completed waits there, an hour where they are too few. */
export type WaitLimit = {
  limitMs: number
  /** How many completed waits are known; null for too few. */
  completedWaits: number | null
}

type StuckRun = WaitLimit & {
  widget: string
  /** When it came to the widget, in milliseconds since 1970. */
  sinceMs: number
  /** Whether its contact has no later run among the loaded ones. Looked up only for a filter by "stuck", false otherwise. */
  isLatest: boolean
}

/** A widget at which runs are stuck, and how many. */
export type StuckWidget = WaitLimit & { widget: string; runs: number }

/** A match in a context: the path of the value, and the text around the match. */
export type Match = {
  path: JsonPath
  /**
   * An excerpt of the value around the match, unescaped, with … where it was cut. `start` and `end` are the match's
   * offsets in it, in UTF-16 units.
   */
  text: string
  start: number
  end: number
}

/**
 * How many engagements each option of a filter would show, with all other filters unchanged. `all` also counts those
 * with a status that Twilio does not document.
 */
export type FacetCounts = {
  status: { all: number; active: number; ended: number }
  channel: Record<Channel, number>
  outcome: Record<OutcomeOption, number>
  /** The same, by what an option consists of. */
  outcomeParts: Record<RowOutcome, number>
}

/** Progress of the search through contexts. */
export type SearchProgress = {
  state: 'running' | 'paused' | 'done'
  /** How many of the loaded engagements have had their contexts searched. */
  searched: number
  /** Bytes of JSON searched so far. */
  searchedBytes: number
  totalBytes: number
  /**
   * Engagements with an empty context in the list that all but the context leaves. They cannot be searched until `/Context`
   * is loaded.
   */
  missingContexts: number
  /** Engagements whose contexts could not be searched: it failed. */
  failedContexts: number
}

export type RowsInView = {
  from: number
  rows: EngagementRow[]
  /** How many of the loaded engagements match the query. */
  total: number
  /** How many engagements are loaded. */
  loaded: number
  /** How many of them only a filter asked of Twilio has found: reading the list has not reached them. */
  unlisted: number
  counts: FacetCounts
  /** The widgets at which the matching runs are stuck, those with the most runs first; null unless the query filters by that. */
  stuckWidgets: StuckWidget[] | null
  /** Null when the query does not search contexts. */
  search: SearchProgress | null
  /** Ended engagements of which only their steps, which are not loaded, say whether they match; null when the query needs no steps. */
  missingSteps: number | null
  /** The index of the anchor row in the result; null when it is not in it, or when no anchor was given. */
  anchorIndex: number | null
  /** Until when the durations of active runs count, in milliseconds since 1970. */
  nowMs: number
  version: number
}

/** How many engagements started in each bin. A bin includes its start edge and excludes its end edge. */
export type Histogram = {
  active: number[]
  ended: number[]
  /** Those with a status that Twilio does not document. */
  other: number[]
  version: number
}

/** The value of one context at a path. */
export type CellValue =
  /** The JSON text exactly as sent. A text of more than 200 UTF-16 units is cut and ends in …. */
  | { state: 'value'; text: string }
  /** The context is loaded and has no value at this path. */
  | { state: 'missing' }
  /** The context was empty in the list. Only `/Context` has it. */
  | { state: 'not-loaded' }

/** How many engagements passed each widget of a flow, as far as their contexts say it: a widget that ran mostly leaves a value. */
export type WidgetCounts = {
  /** The widgets that left a value, in most engagements first; at most 1,000. */
  widgets: { name: string; runs: number }[]
  /** How many of the loaded engagements match the query. */
  total: number
  /** Those whose context was read for the counts. */
  counted: number
  /** Those whose context was empty in the list: only `/Context` has it. */
  missingContexts: number
  /** Whether more contexts are being read. */
  isReading: boolean
}

/** How many of the engagements that match a query took each exit of a widget, of those whose steps are loaded. */
export type ExitCounts = {
  /** The exits that were taken, in most engagements first. */
  exits: (RunExit & { runs: number })[]
  /** The same by the widgets they lead from and to, whatever the event. */
  ways: { widget: string; next: string; runs: number }[]
  /** Those whose steps say which exits they took. */
  counted: number
  /** Those whose steps are not loaded, and can be. */
  missingSteps: number
}

/** The position of an engagement in a query's result, and its neighbours. */
export type Neighbours = {
  /** Zero-based. */
  index: number
  total: number
  /** The nearest engagement above that has a SID and so can be opened; null at the start of the list. */
  previous: EngagementSid | null
  /** The nearest one below; null at the end. */
  next: EngagementSid | null
}

/** An engagement exactly as listed: its entries without the context, and its context (null when it has none). */
export type RawEngagement = { entries: readonly RawEntry[]; context: string | null }
