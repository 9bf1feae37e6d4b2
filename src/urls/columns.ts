import { parseJsonPath, formatJsonPath } from '#json/path/json-path.ts'

/** A visible column of the engagement list, as stored in a link or in the browser. */
export type ColumnChoice = {
  /** A built-in column ("status", "contact", …), or the JSONPath of a value in the context ("$.flow.variables.lang"). */
  readonly id: string
  /** In px; null for the default width. */
  readonly width: number | null
}

/** Whether the column shows a value of the context: its id is a JSONPath. */
export function isContextColumn(id: string): boolean {
  return id.startsWith('$')
}

/** A path or a name, an optional width, and a comma or the end. Quoted commas and colons belong to the path. */
const columnPattern =
  /(\$(?:[^,:'"]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*|[a-z][a-z-]*)(?::([1-9]\d{0,3}))?(?:,|$)/suy

/**
 * Parses "status,contact:180,$.flow.variables.lang" in display order. Skips invalid and duplicate columns; null if none is
 * left.
 */
export function parseColumns(text: string): ColumnChoice[] | null {
  const columns = new Map<string, ColumnChoice>()
  for (let index = 0; index < text.length;) {
    columnPattern.lastIndex = index
    const match = columnPattern.exec(text)
    if (match === null) {
      const comma = text.indexOf(',', index)
      index = comma === -1 ? text.length : comma + 1
      continue
    }
    const [matchedText, idText = '', width] = match
    const id = normalizeColumnId(idText)
    if (id !== null && !columns.has(id))
      columns.set(id, { id, width: width === undefined ? null : Number(width) })
    index += matchedText.length
  }
  return columns.size === 0 ? null : [...columns.values()]
}

export function serializeColumns(columns: readonly ColumnChoice[]): string {
  return columns.map(({ id, width }) => (width === null ? id : `${id}:${width}`)).join(',')
}

/** Gives equal paths the same id, however they are written; null for an invalid path. */
function normalizeColumnId(idText: string): string | null {
  if (!isContextColumn(idText)) return idText
  const path = parseJsonPath(idText)
  return path && formatJsonPath(path)
}
