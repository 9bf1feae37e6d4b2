import type { FlowRows } from './flow-rows.ts'
import type { FileForm } from './protocol.ts'
import type { Shelf } from './texts-at.ts'

/** What the lines of a file are made of. */
export type LinesOptions = Shelf & { readonly rows: FlowRows; readonly form: FileForm }

/** How an engagement becomes a line of a file. */
export type Lines = {
  readonly type: string
  /** What stands before the first engagement. */
  readonly head: string
  /** How many bytes of text must be looked up for a row. */
  weightOf: (row: number) => number
  /** Looks up what some rows need. @returns the line of the one that stands there among them, its end included */
  of: (rows: Uint32Array) => Promise<(at: number) => string>
  /** Cells that were changed so far, and rows whose context was wanted and is not here. */
  readonly told: { guarded: number; empty: number }
}
