/**
 * A text wrapped into rows of equal height: its lines, split after `width` UTF-16 units, or one less where that would split
 * a character. Stores only two numbers per line, so a line of 5 MB costs no extra memory.
 */
export type RawLines = {
  readonly text: string
  /** Number of rows. */
  readonly count: number
  /** Start offset of each line, plus one element for the end. */
  readonly starts: Uint32Array
  /** First row of each line, plus one element for the end. */
  readonly rows: Uint32Array
  /** UTF-16 units per row. */
  readonly width: number
}

/** @param width UTF-16 units per row, at least 1 */
export function wrapLines(text: string, width: number): RawLines {
  const starts: number[] = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1))
    starts.push(index + 1)
  starts.push(text.length + 1)
  const rows = new Uint32Array(starts.length)
  for (let line = 0; line + 1 < starts.length; line++) {
    const length = (starts[line + 1] ?? 0) - (starts[line] ?? 0) - 1
    rows[line + 1] = (rows[line] ?? 0) + Math.max(1, Math.ceil(length / width))
  }
  return { text, count: rows.at(-1) ?? 0, starts: Uint32Array.from(starts), rows, width }
}

/** A row's text, its offset, and the number of the line that begins there, from 1; null for a continued line. */
export function rawRow(
  { text, starts, rows, width }: RawLines,
  row: number,
): { text: string; from: number; line: number | null } {
  const line = lowerBound(rows, row + 1) - 1
  const chunk = row - (rows[line] ?? 0)
  const first = (starts[line] ?? 0) + chunk * width
  const from = splitsCharacter(text, first) ? first - 1 : first
  const end = Math.min(first + width, (starts[line + 1] ?? 0) - 1)
  const to = splitsCharacter(text, end) ? end - 1 : end
  return { text: text.slice(from, Math.max(from, to)), from, line: chunk === 0 ? line + 1 : null }
}

/** The row that holds an offset of the text. A line break belongs to the last row of its line. */
export function rawRowAt({ text, starts, rows, width }: RawLines, offset: number): number {
  const line = lowerBound(starts, offset + 1) - 1
  const first = rows[line] ?? 0
  // A character of two units is where its second one is.
  const inLine = offset - (starts[line] ?? 0) + (splitsCharacter(text, offset + 1) ? 1 : 0)
  return Math.min(first + Math.floor(inLine / width), (rows[line + 1] ?? 0) - 1)
}

/** Whether an offset is between the two units of a character. */
function splitsCharacter(text: string, offset: number): boolean {
  return (text.codePointAt(offset - 1) ?? 0) > 0xff_ff
}

/** Index of the first of the ascending numbers that is not below `limit`. */
export function lowerBound(ascending: Uint32Array, limit: number): number {
  let low = 0
  for (let high = ascending.length; low < high;) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}
