import { toTabSeparated } from '#table/copied-rows.ts'

/** Rows as texts, with the columns' names. Markdown shows cells as they are: no cell can end its row or start markup. */
export const rowFormats = {
  TSV: (columns: readonly string[], rows: readonly (readonly string[])[]) =>
    toTabSeparated([columns, ...rows]),
  Markdown: (columns: readonly string[], rows: readonly (readonly string[])[]) =>
    [columns, columns.map(() => '---'), ...rows.map((cells) => cells.map(escapeMarkdown))]
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

function escapeMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~#]/g, String.raw`\$&`)
}
