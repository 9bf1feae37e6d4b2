import type { Outcome, OutcomeOption, RowOutcome } from '#contract/outcome.ts'
import type { PageCursor } from '#contract/page.ts'
import type { RunFilter, RunList } from '#contract/run-source.ts'
import type { Flow } from '#contract/resources.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import type { RawEntry } from '#json/parse/raw-entries.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import type { Channel } from '#contract/channel.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'
import type { RunSteps } from '#story/run-steps.ts'
import type { ClientEvent } from '#twilio/request.ts'

/*
 * The messages between a page and the engine's worker. All of it is plain data. Only the rows in view are sent, and
 * contexts only one at a time. A file is sent as a Blob, a handle: its bytes are not copied.
 */

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
  /** Engagements with an empty context in the list. They cannot be searched until `/Context` is loaded. */
  missingContexts: number
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

/** How many engagements are newer than the newest loaded one. */
export type NewItems = {
  count: number
  /** True when all of a full page was new, so there may be more. */
  hasMore: boolean
}

/** Why loading ended before Twilio's last page: a page token repeated, or a page had no new engagements. */
type StopReason = 'token-repeats' | 'nothing-new'

/** The summary of a loaded page. The page's query cache stores this and nothing else. */
export type PageSummary = {
  /** Engagements in the page. `added` counts those that reading the list had not reached before. */
  rowCount: number
  added: number
  /** Engagements that reading the list has reached, including this page. */
  loaded: number
  /** Where the next page begins; null at the end. */
  next: PageCursor | null
  /** Start of the oldest engagement loaded so far, in milliseconds since 1970. */
  oldestStartMs: number | null
  /** Whether everything loaded so far came newest first. */
  isNewestFirst: boolean
  stopReason: StopReason | null
  /** When the page was loaded, in milliseconds since 1970. */
  loadedAtMs: number
}

/** A page of the runs that a filter asked of Twilio has found. Their rows are loaded, whether listed or not. */
export type FilteredPage = {
  rowCount: number
  /** The oldest runs of the page, oldest first: as many as were asked for. */
  rows: EngagementRow[]
  /** Where the next page begins; null at the end. */
  next: PageCursor | null
  /** Starts of the oldest and the newest run in the page, in milliseconds since 1970; null without dates. */
  oldestStartMs: number | null
  newestStartMs: number | null
  /** The version of the flow's data that has these runs. */
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

/** A run whose steps are not loaded. */
export type RunWithoutSteps = {
  sid: EngagementSid
  status: string | null
  /** Milliseconds since 1970. */
  updated: number | null
}

/** What the steps of a run say. `status` and `updated` are the row's when they were asked for. */
export type LoadedSteps = RunWithoutSteps & { steps: RunSteps }

/** Format and content of an exported file. */
export type ExportOptions = (JsonLinesExportOptions | CsvExportOptions) & {
  maskPersonalData: boolean
}

/** One engagement per line with its context, exactly as sent. */
type JsonLinesExportOptions = { format: 'json-lines' }

type CsvExportOptions = {
  format: 'csv'
  /** One column per path, after the columns of the list. */
  paths: readonly JsonPath[]
  /** Whether the last column has the context as JSON. */
  includeContexts: boolean
  /** The zone of the columns with times, each of which has its offset from UTC. */
  timeZone: TimeZone
  /** Whether a cell that a spreadsheet would run as a formula is prefixed with an apostrophe. */
  escapeFormulas: boolean
}

/** An exported file, with the figures needed to describe what it contains and what it lacks. */
export type ExportResult = {
  file: Blob
  /** Engagements in the file: all that matched the query when the export started. */
  total: number
  /** Engagements loaded when the export started, and how many of them only a filter asked of Twilio has found. */
  loaded: number
  unlisted: number
  /** The last page loaded by then; null when there was none. */
  lastPage: PageSummary | null
  /** Progress of the search through contexts at that time; null when the query does not search contexts. */
  search: SearchProgress | null
  /** Ended engagements that may match too: only their steps, which were not loaded, say so. Null when the query needs no steps. */
  missingSteps: number | null
  /** Cells that were prefixed with an apostrophe. */
  escapedCells: number
  /** Engagements whose context was needed for the file, but is not loaded. */
  missingContexts: number
}

/** The engine's RPC methods by name, each with its parameters and its result. */
export type EngineMethods = {
  /** Continues version numbers after a crash, so that results of the previous engine count as older. */
  setInitialVersion: { params: { version: number }; result: null }
  /**
   * Loads one page. A page that is loaded already is not fetched again. With `prefetch`, which is for a caller that will
   * load the next page too, that page is requested as soon as this one has arrived.
   */
  loadPage: {
    params: { runList: RunList; cursor: PageCursor | null; prefetch?: boolean }
    result: PageSummary
  }
  /**
   * Loads one page of the runs that match a filter, asked of Twilio; of executions only. Callers limit how many run at once.
   * Returns up to `maxRows` of its rows, the oldest; none by default.
   */
  loadFiltered: {
    params: { runList: RunList; filter: RunFilter; cursor: PageCursor | null; maxRows?: number }
    result: FilteredPage
  }
  /** The rows in view. A query with a text starts a search through the contexts; `changed` reports its progress. */
  rows: {
    params: {
      runList: RunList
      query: ParsedQuery
      from: number
      size: number
      /** A row number. The result's `anchorIndex` says where that row is. */
      anchorRow?: number
    }
    result: RowsInView
  }
  /**
   * How many engagements started between each edge and the next. Ignores the query's date range. Edges are in
   * milliseconds since 1970, ascending.
   */
  histogram: { params: { runList: RunList; query: ParsedQuery; edges: number[] }; result: Histogram }
  /** One engagement exactly as listed; null when it is not loaded. */
  rawEngagement: { params: { runList: RunList; engagementSid: EngagementSid }; result: RawEngagement | null }
  /** Values in the contexts of some rows: one list per row, one value per path. */
  values: { params: { runList: RunList; rows: number[]; paths: JsonPath[] }; result: CellValue[][] }
  /** Counts the engagements that match the query, by widget. Starts to read their contexts; `changed` reports the progress. */
  widgetCounts: { params: { runList: RunList; query: ParsedQuery }; result: WidgetCounts }
  /** Null when the engagement does not match the query, or is not loaded. */
  neighbours: {
    params: { runList: RunList; query: ParsedQuery; engagementSid: EngagementSid }
    result: Neighbours | null
  }
  /**
   * Writes all engagements that match the query to a file, as of the start of the export. Rows loaded during the export
   * are not in it. `export-progress` events with the same `exportId` report its progress.
   */
  export: {
    params: { runList: RunList; query: ParsedQuery; exportOptions: ExportOptions; exportId: number }
    result: ExportResult
  }
  /** Pauses or resumes a flow's search. */
  setSearchRunning: { params: { runList: RunList; isRunning: boolean }; result: null }
  /** Loads `/Context` of engagements with an empty context in the list, one request at a time. Ends early when aborted. */
  loadContexts: {
    params: { runList: RunList; query: ParsedQuery }
    result: { loaded: number; failed: number }
  }
  /** The first engagements, in the query's order, of which only their steps say whether they match. */
  rowsWithoutSteps: {
    params: { runList: RunList; query: ParsedQuery; max: number }
    result: RunWithoutSteps[]
  }
  /** Counts the new engagements at the start of the list, without adding them. Merges changes of existing ones. */
  checkForNew: { params: { runList: RunList }; result: NewItems }
  /**
   * Adds the new engagements at the start of the list, down to the first existing one. `added` is null when there are
   * too many: then nothing was added, and the caller should reload the list.
   */
  fetchNew: { params: { runList: RunList }; result: { added: number | null } }
  /** Fetches single engagements again and merges their changes. */
  refresh: { params: { runList: RunList; engagementSids: EngagementSid[] }; result: { changed: number } }
  /** Stores what steps say, until their rows change. Ignores those of rows that are not loaded, or have changed. */
  setSteps: { params: { runList: RunList; loaded: LoadedSteps[] }; result: null }
  /** The flow itself, from Twilio. The engine asks for it, since the page has no client of Twilio's when a list opens. */
  flow: { params: { flowSid: FlowSid }; result: Flow }
  /** Removes all loaded data of a flow. */
  clearFlow: { params: { runList: RunList }; result: null }
}

export type EngineMethod = keyof EngineMethods

/** The events that the engine emits. */
export type EngineEvent =
  /** A flow's data has changed: rows, statuses, matches or contexts. Emitted at most every 100 ms per flow. */
  | { type: 'changed'; runList: RunList; version: number }
  /** A flow was evicted from the cache to free memory. */
  | { type: 'evicted'; runList: RunList }
  /** Progress of an export, in engagements. Emitted at most every 100 ms. */
  | { type: 'export-progress'; exportId: number; done: number; total: number }
  /** Status of the requests to Twilio. */
  | ClientEvent
  /** The engine crashed and was restarted with an empty cache. Emitted by the client side of the connection. */
  | { type: 'restarted' }
  /** The engine crashed too often to be restarted automatically. `wasLoaded`: whether the worker's file could be loaded. */
  | { type: 'stopped'; wasLoaded: boolean }

/** The engine's methods as functions. */
export type Engine = {
  [N in keyof EngineMethods]: (
    params: EngineMethods[N]['params'],
    signal: AbortSignal,
  ) => Promise<EngineMethods[N]['result']>
}
