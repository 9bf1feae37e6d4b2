import { listColumns, type ListColumn } from '#engine/list-columns.ts'
import { formatDuration } from '#format/duration.ts'
import { jsonDisplayText } from '#format/json-display-text.ts'
import { describeTime, exactTimes } from '#format/time/time.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { parseJsonPath } from '#json/path/json-path.ts'
import { contactToken, statusToken, valueToken, addToken } from '#search/syntax/cell-filters.ts'
import type { Token } from '#search/syntax/query-syntax.ts'
import { parseStatus, type ListColumnId, type ListQuery } from '#search/query/list-query.ts'

import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'
import type { GetCellValue } from '#pages/engagements/columns/use-cell-values.ts'

/** An action on a cell: filter the list, or copy the cell's text. */
export type CellAction =
  | { readonly kind: 'filter'; readonly label: string; readonly change: Partial<ListQuery> }
  | { readonly kind: 'copy'; readonly label: string; readonly text: string }

type CellInput = {
  row: ListedEngagement
  /** Null for the whole row, which means its contact. */
  column: string | null
  query: ListQuery
  zone: TimeZone
  getCellValue: GetCellValue
}

/** The actions in a cell's menu. None for an empty cell. */
export function cellActions({ row, column, query, zone, getCellValue }: CellInput): readonly CellAction[] {
  const listColumn = listColumns.find(({ id }) => id === (column ?? 'contact'))
  if (listColumn === undefined) return column === null ? [] : valueActions(column)
  const displayed = cellText(listColumn, row, zone)
  if (displayed === null || displayed.trim() === '') return []
  return [...filterActions(listColumn.id), copyAction(displayed), ...timeCopies(listColumn, row, zone)]

  function filterActions(id: ListColumnId): readonly CellAction[] {
    const { contact, status, started, durationMs } = row
    switch (id) {
      case 'status':
        return status === null ? [] : statusFilters(status)
      case 'contact':
        return contact === null ? [] : tokenFilters((isNegated) => contactToken(contact, isNegated))
      case 'started':
        return started === null ? [] : timeFilters(started)
      case 'duration':
        // A link has no place for a negative duration: that of a run updated before it was created.
        return durationMs === null || durationMs < 0 ? [] : durationFilters(durationMs)
      case 'updated':
      case 'outcome':
      case 'engagement':
        return []
    }
  }

  function tokenFilters(createToken: (isNegated: boolean) => Token): readonly CellAction[] {
    const text = (isNegated: boolean) => addToken(query.text, createToken(isNegated))
    return [
      { kind: 'filter', label: 'Filter for this', change: { text: text(false) } },
      { kind: 'filter', label: 'Exclude this', change: { text: text(true) } },
    ]
  }

  function statusFilters(name: string): readonly CellAction[] {
    const parsed = parseStatus(name)
    if (parsed === null) return tokenFilters((isNegated) => statusToken(name, isNegated))
    // A status filter has a control; excluding one does not, so it becomes a search term.
    const text = addToken(query.text, statusToken(name, true))
    const nextStatus = query.status === parsed ? null : query.status
    return [
      { kind: 'filter', label: 'Filter for this', change: { status: parsed } },
      { kind: 'filter', label: 'Exclude this', change: { text, status: nextStatus } },
    ]
  }

  function valueActions(id: string): readonly CellAction[] {
    const path = parseJsonPath(id)
    const value = getCellValue(row, id)
    if (path === null || value.state !== 'value') return []
    const token = valueToken(path, value.text, false)
    const filters = token === null ? [] : tokenFilters((isNegated) => ({ ...token, isNegated }))
    // JSON never ends so: the list has only the start of a long value.
    const label = value.text.endsWith('…') ? 'Copy the start of this long value' : 'Copy'
    return [...filters, copyAction(jsonDisplayText(value.text), label)]
  }
}

function timeFilters(started: number): readonly CellAction[] {
  return [
    { kind: 'filter', label: 'Only before', change: { to: started } },
    { kind: 'filter', label: 'Only after', change: { from: started } },
  ]
}

function durationFilters(duration: number): readonly CellAction[] {
  const seconds = duration / 1000
  return [
    { kind: 'filter', label: 'Duration ≥ this', change: { minSeconds: Math.floor(seconds) } },
    { kind: 'filter', label: 'Duration ≤ this', change: { maxSeconds: Math.ceil(seconds) } },
  ]
}

/** The cell's text to copy: as in the grid, a time as in its tooltip. Null for an empty cell. */
function cellText(column: ListColumn, row: ListedEngagement, zone: TimeZone): string | null {
  if (column.kind === 'text') return column.valueOf(row)
  const ms = column.valueOf(row)
  if (ms === null) return null
  switch (column.kind) {
    case 'time':
      return describeTime(ms, zone)
    case 'duration':
      return row.status === 'active' ? `${formatDuration(ms)} so far` : formatDuration(ms)
  }
}

/** Each form of a time by itself. */
function timeCopies(column: ListColumn, row: ListedEngagement, zone: TimeZone): readonly CellAction[] {
  const ms = column.kind === 'time' ? column.valueOf(row) : null
  if (ms === null) return []
  return exactTimes(ms, zone).map(({ label, text }) => copyAction(text, `Copy ${label}`))
}

function copyAction(text: string, label = 'Copy'): CellAction {
  return { kind: 'copy', label, text }
}
