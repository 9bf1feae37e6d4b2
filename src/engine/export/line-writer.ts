import type { FlowStore } from '#engine/store/flow-store.ts'
import type { ExportOptions } from '#engine/rpc/exported-file.ts'
import type { SpanReader } from './read-spans.ts'

export type LineWriterOptions = SpanReader & {
  readonly store: FlowStore
  readonly exportOptions: ExportOptions
}

/** Formats engagements as the lines of a file. */
export type LineWriter = {
  readonly mimeType: string
  /** The text before the first engagement. */
  readonly header: string
  /** How many bytes of text must be read for a row. */
  byteCost: (row: number) => number
  /** Reads what the rows need. @returns a function from an index in `rows` to that row's line, with its line break */
  prepare: (rows: Uint32Array) => Promise<(index: number) => string>
  /** Cells escaped so far, and rows so far whose context was needed but is not loaded. */
  readonly stats: { escapedCells: number; missingContexts: number }
}
