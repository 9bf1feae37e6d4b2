/** A line of a CSV file, including its line break. @see https://www.rfc-editor.org/rfc/rfc4180 */
export function formatCsvLine(cells: readonly string[]): string {
  return `${cells.map(formatCsvCell).join(',')}\r\n`
}

/** Quotes a cell only if needed. Some programs drop unquoted spaces at either end, so those are quoted too. */
function formatCsvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * The characters that start a formula in a spreadsheet, including full-width ones and the white space that spreadsheets
 * skip. @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** A number, or a phone number as Twilio writes it (`+` and digits). It is harmless as a formula, so it is not escaped. */
const numberOrPhone = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Prefixes text that a spreadsheet would run as a formula with an apostrophe, and returns other text unchanged. A spreadsheet
 * that splits lines at another separator than the comma may still find a formula within a cell.
 */
export function escapeFormula(text: string): string {
  return formulaStart.test(text) && !numberOrPhone.test(text) ? `'${text}` : text
}
