import { cutOffsets } from '#json/print/cut-offsets.ts'

/** Max UTF-16 units of an excerpt before, after and within the match; more where they would split a number. */
const charsBefore = 40
const charsAfter = 80
const maxMatchLength = 120

/** A range of a text around a match, with … where it was cut. `start` and `end` are the match's offsets in it. */
export type Excerpt = { text: string; start: number; end: number }

/** @param start and `end`: the match's offsets in `value`, in UTF-16 units */
export function excerptOf(value: string, start: number, end: number): Excerpt {
  const from = codePointBoundary(value, cutOffsets(value, start - charsBefore).before)
  const matchEnd = codePointBoundary(value, Math.min(end, start + maxMatchLength))
  const to = codePointBoundary(value, cutOffsets(value, matchEnd + charsAfter).after)
  const lead = from > 0 ? '…' : ''
  const shift = lead.length - from
  return {
    text: lead + value.slice(from, to) + (to < value.length ? '…' : ''),
    start: start + shift,
    end: matchEnd + shift,
  }
}

/** The nearest offset at or before `index` that does not split a surrogate pair. */
function codePointBoundary(value: string, index: number): number {
  if (index <= 0) return 0
  if (index >= value.length) return value.length
  const unit = value.charCodeAt(index)
  const last = value.charCodeAt(index - 1)
  const splits = unit >= 0xdc00 && unit <= 0xdfff && last >= 0xd800 && last <= 0xdbff
  return splits ? index - 1 : index
}
