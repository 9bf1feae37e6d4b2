import { listColumns } from '#engine/list-columns.ts'
import { escapeFormula } from '#format/csv.ts'
import { type TimeZone, zoneLabel } from '#format/time/time-zone.ts'
import { toTabSeparated } from '#table/copied-rows.ts'

export type CopiedColumn = {
  id: string
  label: string
  /** The whole path of a context column. */
  hint?: string | undefined
}

/** The columns' names in copied rows, where nothing else names the zone of their times, or tells `$.a.b.to` from `$.c.b.to`. */
export function columnNames(columns: readonly CopiedColumn[], zone: TimeZone): string[] {
  const names = columns.map(({ id, label, hint }) => {
    if (listColumns.find((each) => each.id === id)?.kind === 'time') return `${label} (${zoneLabel(zone)})`
    const isRepeated = columns.some((other) => other.id !== id && other.label === label)
    return isRepeated && hint !== undefined ? hint : label
  })
  // Masked paths may be equal. In JSON the last one would take the place of the others.
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${i + 1})`))
}

/**
 * Rows as texts, with the columns' names. TSV is for spreadsheets, so that what they would run as a formula is escaped, as in
 * CSV; JSON has each text as it is. Markdown shows cells as they are: no cell can end its row or start markup.
 */
export const rowFormats = {
  TSV: (columns: readonly string[], rows: readonly (readonly string[])[]) =>
    toTabSeparated([columns, ...rows.map((cells) => cells.map(escapeFormula))]),
  Markdown: (columns: readonly string[], rows: readonly (readonly string[])[]) =>
    [columns.map(escapeMarkdown), columns.map(() => '---'), ...rows.map((cells) => cells.map(escapeMarkdown))]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
  JSON: (columns: readonly string[], rows: readonly (readonly string[])[]) =>
    JSON.stringify(
      rows.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']))),
      null,
      2,
    ),
} as const

export type RowFormat = keyof typeof rowFormats

/** With an ampersand that would start a character reference: “&amp;” would show as “&”. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~#]|&(?=#?\w+;)/g, String.raw`\$&`)
}
