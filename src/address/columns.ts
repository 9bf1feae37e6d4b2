/** A column of the list of engagements, as a link or the browser's memory has it. In the order shown; who is absent is hidden. */
export type ColumnChoice = {
  /** One of the list's own columns ("status", "contact", …), or the JSONPath of a value in the context ("$.flow.variables.lang"). */
  readonly id: string
  /** In px; null for the column's own width. */
  readonly width: number | null
}
