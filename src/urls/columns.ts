import { listColumnIds } from '#search/query/list-query.ts'
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
  / *(\$(?:[^,:'"]|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")*|[a-z]+)(?::([1-9]\d{0,3}))? *(?:,|$)/isuy

/**
 * Parses "status,contact:180,$.flow.variables.lang" in display order, without duplicates; `columns` is null if none is left.
 * `unknown` has what is no column.
 */
export function parseColumns(text: string): { columns: ColumnChoice[] | null; unknown: string[] } {
  const columns = new Map<string, ColumnChoice>()
  const unknown: string[] = []
  for (let index = 0; index < text.length;) {
    columnPattern.lastIndex = index
    const match = columnPattern.exec(text)
    if (match === null) {
      const comma = text.indexOf(',', index)
      const end = comma === -1 ? text.length : comma
      unknown.push(text.slice(index, end))
      index = end + 1
      continue
    }
    const [matchedText, idText = '', width] = match
    const id = normalizeColumnId(idText)
    if (id === null) unknown.push(idText)
    else if (!columns.has(id)) columns.set(id, { id, width: width === undefined ? null : Number(width) })
    index += matchedText.length
  }
  return {
    columns: columns.size === 0 ? null : [...columns.values()],
    unknown: unknown.filter((each) => each.trim() !== ''),
  }
}

export function serializeColumns(columns: readonly ColumnChoice[]): string {
  return columns.map(({ id, width }) => (width === null ? id : `${id}:${width}`)).join(',')
}

/** Gives equal columns the same id, however they are written; null for an invalid path and for an unknown name. */
function normalizeColumnId(idText: string): string | null {
  if (!isContextColumn(idText)) return listColumnIds.find((id) => id === idText.toLowerCase()) ?? null
  const path = parseJsonPath(idText.trimEnd())
  return path === null || path.length === 0 ? null : formatJsonPath(path)
}
