import { listColumns } from '#engine/list-columns.ts'
import { pluralize } from '#format/count.ts'
import { formatDuration } from '#format/duration.ts'
import { jsonDisplayText } from '#format/json-display-text.ts'
import { formatDateTimeSeconds } from '#format/time/time.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import type { CopiedRows } from '#table/row-selection.tsx'

import type { ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'
import type { GetCellValue } from '#pages/engagements/columns/use-cell-values.ts'

type CopiedCell = {
  row: ListedEngagement
  column: string
  getCellValue: GetCellValue
  timeZone: TimeZone
  /** Masks personal data. */
  mask: (text: string) => string
}

/** A cell's text in copied rows: whole, and masked as on the screen. Empty without a value. Escape it for spreadsheets. */
export function copiedText({ mask, ...cell }: CopiedCell): string {
  return mask(cellText(cell))
}

function cellText({ row, column, getCellValue, timeZone }: Omit<CopiedCell, 'mask'>): string {
  if (column === 'match') return row.match?.text ?? ''
  const listColumn = listColumns.find(({ id }) => id === column)
  if (listColumn === undefined) {
    const value = getCellValue(row, column)
    if (value.state === 'value') return jsonDisplayText(value.text)
    // Empty would say that the context has no such value.
    return value.state === 'missing' ? '' : 'Not loaded'
  }
  if (listColumn.kind === 'text') return listColumn.valueOf(row) ?? ''
  const ms = listColumn.valueOf(row)
  if (ms === null) return ''
  return listColumn.kind === 'time' ? formatDateTimeSeconds(ms, timeZone) : formatDuration(ms)
}

/** "Copied 3 rows" */
export function describeCopied({ copied, missing }: CopiedRows): string {
  const rest = missing === 0 ? '' : `; ${pluralize(missing, 'row')} scrolled by too fast to copy`
  return `Copied ${pluralize(copied, 'row')}${rest}`
}
