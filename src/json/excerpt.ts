/** How much of a value is shown around a match, and of the match itself, in UTF-16 units. */
const before = 40
const after = 80
const longestMatch = 120

/** A stretch of a text around a match in it, with … where it was cut; `start` and `end` are the match's place in it. */
export type Excerpt = { text: string; start: number; end: number }

/** @param start and `end`: the match's place in `value`, in UTF-16 units */
export function excerptOf(value: string, start: number, end: number): Excerpt {
  const from = unitBoundary(value, start - before)
  const matchEnd = unitBoundary(value, Math.min(end, start + longestMatch))
  const to = unitBoundary(value, matchEnd + after)
  const lead = from > 0 ? '…' : ''
  const shift = lead.length - from
  return {
    text: lead + value.slice(from, to) + (to < value.length ? '…' : ''),
    start: start + shift,
    end: matchEnd + shift,
  }
}

/** The nearest place at or before `at` that does not split a surrogate pair. */
function unitBoundary(value: string, at: number): number {
  if (at <= 0) return 0
  if (at >= value.length) return value.length
  const unit = value.charCodeAt(at)
  const last = value.charCodeAt(at - 1)
  const splits = unit >= 0xdc00 && unit <= 0xdfff && last >= 0xd800 && last <= 0xdbff
  return splits ? at - 1 : at
}
