import { lowerBound } from './raw-lines.ts'
import type { TextSearchResult } from './use-text-search.ts'

/** A range of a row, in UTF-16 units from the row's start. `match` is the index of its match; null outside matches. */
type HighlightSegment = { start: number; end: number; match: number | null }

/**
 * Splits a row's text at its matches. A match may begin in an earlier row and end in a later one.
 * @param from the row's offset in the whole text
 */
export function highlightSegments(
  text: string,
  from: number,
  { starts, query }: TextSearchResult,
): HighlightSegment[] {
  const segments: HighlightSegment[] = []
  let coveredTo = 0
  const add = (end: number, match: number | null) => {
    if (end > coveredTo) segments.push({ start: coveredTo, end, match })
    coveredTo = Math.max(coveredTo, end)
  }
  // Starts at the first match that reaches into the row.
  for (let match = lowerBound(starts, from - query.length + 1); match < starts.length; match++) {
    const start = (starts[match] ?? 0) - from
    if (start >= text.length) break
    add(start, null)
    add(Math.min(start + query.length, text.length), match)
  }
  add(text.length, null)
  return segments
}
