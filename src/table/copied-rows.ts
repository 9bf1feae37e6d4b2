/** Tabs and line breaks, which would separate cells and rows. */
const separators = /[\t\r\n\v\f\u0085\u2028\u2029]+/g

const htmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Rows of cells as tab-separated values, which spreadsheets read. */
export function toTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(formatCell).join('\t')).join('\n')
}

/** A quotation mark in front would begin a quoted cell, which swallows the next cells up to another mark. */
function formatCell(text: string): string {
  const line = text.replace(separators, ' ')
  return line.startsWith('"') ? `"${line.replaceAll('"', '""')}"` : line
}

/** Rows of cells as an HTML table, for mail and documents. */
export function toHtmlTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(
    (cells) => `<tr>${cells.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`,
  )
  return `<table>${lines.join('')}</table>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => htmlEscapes[character] ?? '')
}
