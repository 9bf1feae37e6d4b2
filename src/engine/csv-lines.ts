import type { FlowSid } from '#contract/sid.ts'
import { csvLine, guardFormula } from '#display/csv.ts'
import { maskJson, maskText } from '#display/mask.ts'
import { textOfValue } from '#display/text-of-value.ts'
import { printJsonPath } from '#json/paths.ts'
import { printUtcTime } from '#search/utc-time.ts'

import type { Place } from './context-places.ts'
import type { EngagementRow, FileForm } from './protocol.ts'
import { textsAt, valuesAt } from './texts-at.ts'
import type { Lines, LinesOptions } from './export-lines.ts'

type CsvOptions = LinesOptions & { flowSid: FlowSid; form: Extract<FileForm, { format: 'csv' }> }

type Row = Omit<EngagementRow, 'found'>

/** The columns of the list. Times are RFC 3339 in UTC; how long a run took is known once it has ended. */
const columns: readonly { name: string; of: (row: Row, flowSid: FlowSid) => string }[] = [
  { name: 'SID', of: ({ sid }) => sid ?? '' },
  { name: 'Status', of: ({ status }) => status ?? '' },
  { name: 'Contact', of: ({ contact }) => contact ?? '' },
  { name: 'Started', of: ({ started }) => printTime(started) },
  { name: 'Updated', of: ({ updated }) => printTime(updated) },
  { name: 'Duration in seconds', of: printDuration },
  { name: 'Flow SID', of: (_, flowSid) => flowSid },
]

/**
 * Excel takes UTF-8 for the machine's old code page unless a byte order mark comes first; the other programs for tables
 * know the mark. Who wants the text as it is reads it with something that may not.
 */
const byteOrderMark = '\uFEFF'

/** A line an engagement, its cells as the list has them, and values of its context. */
export function csvLines({ flowSid, form, rows, ...shelf }: CsvOptions): Lines {
  const { contexts } = rows
  const { paths, safe, masked } = form
  const told = { guarded: 0, empty: 0 }
  const looksInside = form.contexts || paths.length > 0

  /** All that leaves for the file goes through here. */
  function cell(text: string): string {
    const shown = masked ? maskText(text) : text
    if (!safe) return shown
    const guarded = guardFormula(shown)
    if (guarded !== shown) told.guarded++
    return guarded
  }

  const contextOf = (row: number): Place => contexts.at(row)
  /** There is nothing in a context that came empty. */
  const valuesOf = (row: number): Place =>
    contexts.isHere(row) ? contexts.at(row) : { page: 0, start: 0, end: 0 }

  const names = [...columns.map(({ name }) => name), ...paths.map(printJsonPath)]
  if (form.contexts) names.push('Context')

  return {
    type: 'text/csv;charset=utf-8',
    head: (safe ? byteOrderMark : '') + csvLine(names),
    told,
    weightOf: (row) => (looksInside ? contexts.at(row).end - contexts.at(row).start : 0),
    of: async (some) => {
      const numbers = [...some]
      const places = numbers.map(valuesOf)
      const [texts, ...values] = await Promise.all([
        form.contexts ? textsAt(shelf, numbers.map(contextOf)) : [],
        ...paths.map((path) => valuesAt(shelf, places, path)),
      ])
      return (at) => {
        const number = numbers[at] ?? 0
        if (looksInside && !contexts.isHere(number)) told.empty++
        const row = rows.rowAt(number)
        const cells = columns.map(({ of }) => of(row, flowSid))
        for (const value of values) cells.push(textOfValue(value[at] ?? ''))
        if (form.contexts) cells.push(masked ? maskJson(texts[at] ?? '') : (texts[at] ?? ''))
        return csvLine(cells.map(cell))
      }
    },
  }
}

/** A year that RFC 3339 cannot say is written as ISO 8601 does. */
function printTime(ms: number | null): string {
  return ms === null ? '' : (printUtcTime(ms) ?? new Date(ms).toISOString())
}

function printDuration({ status, started, updated }: Row): string {
  return status === 'active' || started === null || updated === null ? '' : String((updated - started) / 1000)
}
