import type { PageCursor } from '#contract/page.ts'
import type { Flow } from '#contract/resources.ts'
import type { RunFilter, RunList } from '#contract/run-source.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import type { ParsedQuery } from '#search/query/list-query.ts'
import type { ClientEvent } from '#twilio/request.ts'

import type { ExportOptions, ExportResult } from './exported-file.ts'
import type { FilteredPage, LoadedSteps, NewItems, PageSummary, RunWithoutSteps } from './load-results.ts'
import type {
  CellValue,
  Histogram,
  Neighbours,
  RawEngagement,
  RowsInView,
  WidgetCounts,
  ExitCounts,
} from './row-results.ts'

/*
 * The messages between a page and the engine's worker. All of it is plain data. Only the rows in view are sent, and
 * contexts only one at a time. A file is sent as a Blob, a handle: its bytes are not copied.
 */

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
  /**
   * Counts the engagements that match the query, by widget and by exit. Starts to read their contexts; `changed` reports the
   * progress.
   */
  widgetCounts: {
    params: { runList: RunList; query: ParsedQuery }
    result: { widgets: WidgetCounts; exits: ExitCounts }
  }
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
  /**
   * The first engagements, in the query's order, of which only their steps say whether they match; with `onlyMatches`, those
   * that match and whose steps are not loaded.
   */
  rowsWithoutSteps: {
    params: { runList: RunList; query: ParsedQuery; max: number; onlyMatches?: boolean }
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
