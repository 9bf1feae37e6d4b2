import { parseJsonPath, printJsonPath } from '#json/paths.ts'

/** A column of the list of engagements, as a link or the browser's memory has it. In the order shown; who is absent is hidden. */
export type ColumnChoice = {
  /** One of the list's own columns ("status", "contact", …), or the JSONPath of a value in the context ("$.flow.variables.lang"). */
  readonly id: string
  /** In px; null for the column's own width. */
  readonly width: number | null
}

/** A path or a name, perhaps a width, and where the next column begins. Commas and colons in quotes belong to the path. */
const column =
  /(\$(?:[^,:'"]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*|[a-z][a-z-]*)(?::([1-9]\d{0,3}))?(?:,|$)/suy

/**
 * Reads "status,contact:180,$.flow.variables.lang". What means nothing is left out, and so is a column named twice; null
 * when nothing is left.
 */
export function parseColumns(text: string): ColumnChoice[] | null {
  const columns = new Map<string, ColumnChoice>()
  for (let at = 0; at < text.length;) {
    column.lastIndex = at
    const match = column.exec(text)
    if (match === null) {
      const comma = text.indexOf(',', at)
      at = comma === -1 ? text.length : comma + 1
      continue
    }
    const [whole, written = '', width] = match
    const id = columnId(written)
    if (id !== null && !columns.has(id))
      columns.set(id, { id, width: width === undefined ? null : Number(width) })
    at += whole.length
  }
  return columns.size === 0 ? null : [...columns.values()]
}

export function printColumns(columns: readonly ColumnChoice[]): string {
  return columns.map(({ id, width }) => (width === null ? id : `${id}:${width}`)).join(',')
}

/** A path has one spelling as an id, however it was written. */
function columnId(written: string): string | null {
  if (!written.startsWith('$')) return written
  const path = parseJsonPath(written)
  return path && printJsonPath(path)
}
