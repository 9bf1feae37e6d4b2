import { eachMember, keyEquals, skipSpace } from '#json/bytes.ts'
import { sliceText } from '#json/slice-text.ts'

/**
 * An engagement's JSON with another context in the place of its own, or at its end where it has none; all else as it
 * was sent. @param json an object
 */
export function withContext(json: string, context: string): string {
  const bytes = new TextEncoder().encode(json)
  const found: { start: number; end: number }[] = []
  let lastEnd = skipSpace(bytes, 0) + 1
  const isEmpty = bytes[skipSpace(bytes, lastEnd)] === 0x7d
  eachMember(bytes, 0, (keyStart, keyEnd, start, end) => {
    if (keyEquals(bytes, keyStart, keyEnd, 'context')) found.push({ start, end })
    lastEnd = end
  })
  // Of members of one name the last counts, as for `JSON.parse`.
  const own = found.at(-1)
  const before = sliceText(bytes, 0, own ? own.start : lastEnd)
  const after = sliceText(bytes, own ? own.end : lastEnd, bytes.length)
  const key = own ? '' : `${isEmpty ? '' : ','}"context":`
  return before + key + context + after
}
