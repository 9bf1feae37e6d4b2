import type { FlowSid } from '#contract/sid.ts'
import { formatCsvLine, escapeFormula } from '#format/csv.ts'
import { maskJson, maskText } from '#privacy/mask.ts'
import { jsonDisplayText } from '#format/json-display-text.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { toZonedRfc3339, zoneLabel, type TimeZone } from '#format/time/time-zone.ts'

import { listColumns, type ListColumn, type ListedRow } from '#engine/list-columns.ts'
import type { PageLocation } from '#engine/store/context-locations.ts'
import type { ExportOptions } from '#engine/rpc/exported-file.ts'
import { readTexts, readValues } from './read-spans.ts'
import type { LineWriter, LineWriterOptions } from './line-writer.ts'

type CsvWriterOptions = LineWriterOptions & {
  flowSid: FlowSid
  exportOptions: Extract<ExportOptions, { format: 'csv' }>
}

const isSid = ({ id }: ListColumn) => id === 'engagement'

/** The columns of the list; the SID comes first, since it identifies the line. */
const csvColumns = [...listColumns.filter(isSid), ...listColumns.filter((column) => !isSid(column))]

/**
 * Without a byte order mark, Excel reads UTF-8 in the machine's legacy code page. Other spreadsheets know the mark too.
 * Other programs may not, so a file without escaped formulas, which is not for spreadsheets, has no mark.
 */
const byteOrderMark = '\uFEFF'

/** Writes one line per engagement: the columns of the list, its flow, then values of its context. */
export function createCsvWriter({ flowSid, exportOptions, store, ...reader }: CsvWriterOptions): LineWriter {
  const { contexts } = store
  // The rows are those that match now, so their durations are those of now, however long the export takes.
  const { nowMs } = store.columns
  const { paths, escapeFormulas, maskPersonalData, timeZone } = exportOptions
  const stats = { escapedCells: 0, missingContexts: 0 }
  const needsContext = exportOptions.includeContexts || paths.length > 0

  const formatCell = (text: string) => escapeCell(maskPersonalData ? maskText(text) : text)
  /** JSON is masked once, by its strings: as a text its escapes would be masked, too. */
  const maskValue = (json: string) => (maskPersonalData ? maskJson(json) : json)

  /** Every cell goes through here, after its mask. */
  function escapeCell(displayed: string): string {
    if (!escapeFormulas) return displayed
    const escaped = escapeFormula(displayed)
    if (escaped !== displayed) stats.escapedCells++
    return escaped
  }

  const contextLocation = (row: number): PageLocation => contexts.at(row)
  /** Skips a missing context, because it has no values. */
  const valuesLocation = (row: number): PageLocation =>
    contexts.isLoaded(row) ? contexts.at(row) : { page: 0, start: 0, end: 0 }

  const headers = [
    ...csvColumns.map((column) => headerText(column, timeZone)),
    'Flow SID',
    ...paths.map((path) => formatCell(formatJsonPath(path))),
  ]
  if (exportOptions.includeContexts) headers.push('Context')

  return {
    mimeType: 'text/csv;charset=utf-8',
    header: (escapeFormulas ? byteOrderMark : '') + formatCsvLine(headers),
    stats,
    byteCost: (row) => (needsContext ? contexts.at(row).end - contexts.at(row).start : 0),
    prepare: async (rowNumbers) => {
      const numbers = [...rowNumbers]
      const locations = numbers.map(valuesLocation)
      const [texts, ...values] = await Promise.all([
        exportOptions.includeContexts ? readTexts(reader, numbers.map(contextLocation)) : [],
        ...paths.map((path) => readValues(reader, locations, path)),
      ])
      return (index) => {
        const rowNumber = numbers[index] ?? 0
        if (needsContext && !contexts.isLoaded(rowNumber)) stats.missingContexts++
        const row = store.rowAt(rowNumber, nowMs)
        const cells = [...csvColumns.map((column) => formatCell(cellText(column, row, timeZone))), flowSid]
        for (const value of values) cells.push(escapeCell(jsonDisplayText(maskValue(value[index] ?? ''))))
        if (exportOptions.includeContexts) cells.push(escapeCell(maskValue(texts[index] ?? '')))
        return formatCsvLine(cells)
      }
    },
  }
}

/** A time names its zone, since a spreadsheet may drop the offset. */
function headerText({ kind, label, csvLabel = label }: ListColumn, zone: TimeZone): string {
  return kind === 'time' ? `${csvLabel} (${zoneLabel(zone)})` : csvLabel
}

/** Times are RFC 3339 in the zone, durations are in seconds. */
function cellText(column: ListColumn, row: ListedRow, zone: TimeZone): string {
  if (column.kind === 'text') return column.valueOf(row) ?? ''
  const ms = column.valueOf(row)
  if (ms === null) return ''
  switch (column.kind) {
    case 'time':
      // RFC 3339 cannot express all years, ISO 8601 can.
      return toZonedRfc3339(ms, zone) ?? new Date(ms).toISOString()
    case 'duration':
      return String(ms / 1000)
  }
}
