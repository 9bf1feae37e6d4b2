/**
 * A text cut into rows of one height: its lines, each in pieces of so many UTF-16 units that a row shows it whole. Only
 * the offsets are kept, so a line of 5 MB costs no more than its pieces' numbers.
 */
export type RawLines = {
  readonly text: string
  /** How many rows there are. */
  readonly count: number
  /** Where each line begins; one more at the end. */
  readonly starts: Uint32Array
  /** The first row of each line; one more at the end. */
  readonly rows: Uint32Array
  /** Units a row shows. */
  readonly width: number
}

/** @param width UTF-16 units a row shows, at least 1 */
export function rawLines(text: string, width: number): RawLines {
  const starts: number[] = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  starts.push(text.length + 1)
  const rows = new Uint32Array(starts.length)
  for (let line = 0; line + 1 < starts.length; line++) {
    const length = (starts[line + 1] ?? 0) - (starts[line] ?? 0) - 1
    rows[line + 1] = (rows[line] ?? 0) + Math.max(1, Math.ceil(length / width))
  }
  return { text, count: rows.at(-1) ?? 0, starts: Uint32Array.from(starts), rows, width }
}

/** What stands in a row, where in the text that begins, and the number of the line that begins there, from 1; null for a line that goes on. */
export function rawRow(
  { text, starts, rows, width }: RawLines,
  row: number,
): { text: string; from: number; line: number | null } {
  let line = 0
  for (let high = rows.length - 2; line < high;) {
    const middle = (line + high + 1) >> 1
    if ((rows[middle] ?? 0) <= row) line = middle
    else high = middle - 1
  }
  const piece = row - (rows[line] ?? 0)
  const from = (starts[line] ?? 0) + piece * width
  const to = Math.min(from + width, (starts[line + 1] ?? 0) - 1)
  return { text: text.slice(from, Math.max(from, to)), from, line: piece === 0 ? line + 1 : null }
}
