import type { TimeZone } from '#format/time/time-zone.ts'
import type { JsonPath } from '#json/path/json-path.ts'

import type { PageSummary } from './load-results.ts'
import type { FacetCounts, SearchProgress } from './row-results.ts'

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
  /** As the list has them; they say of how many engagements the outcome is not known. */
  counts: FacetCounts
  /** Cells that were prefixed with an apostrophe. */
  escapedCells: number
  /** Engagements whose context was needed for the file, but is not loaded. */
  missingContexts: number
}
