/** A line of a CSV file, its end included. @see https://www.rfc-editor.org/rfc/rfc4180 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Only what must be is quoted; a blank at either end is, since some programs drop it otherwise. */
function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * What a spreadsheet takes for the beginning of a formula, the full-width signs of East Asian keyboards and white space
 * that it skips among them. @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** A number, or a phone number as Twilio writes it, `+` and digits: computing with it does no harm, and it stays as it is. */
const harmless = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * The text with an apostrophe before it where a spreadsheet would run it as a formula; otherwise the text itself.
 * Spreadsheets that split lines at other signs than the comma may still find one further on.
 */
export function guardFormula(text: string): string {
  return formulaStart.test(text) && !harmless.test(text) ? `'${text}` : text
}
