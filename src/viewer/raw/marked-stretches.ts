import { lowerBound } from './raw-lines.ts'
import type { FoundInText } from './use-text-search.ts'

/** A stretch of a row, in UTF-16 units from its beginning; `match` is which of the matches it belongs to, if any. */
type Stretch = { start: number; end: number; match: number | null }

/**
 * A row's text cut at the matches in it, which may begin in the row before and end in the next.
 * @param from where the row begins in the whole text
 */
export function stretchesOf(text: string, from: number, { starts, sought }: FoundInText): Stretch[] {
  const stretches: Stretch[] = []
  let done = 0
  const add = (end: number, match: number | null) => {
    if (end > done) stretches.push({ start: done, end, match })
    done = Math.max(done, end)
  }
  // The first that reaches into the row.
  for (let match = lowerBound(starts, from - sought.length + 1); match < starts.length; match++) {
    const start = (starts[match] ?? 0) - from
    if (start >= text.length) break
    add(start, null)
    add(Math.min(start + sought.length, text.length), match)
  }
  add(text.length, null)
  return stretches
}
