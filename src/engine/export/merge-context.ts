import { forEachMember, keyEquals, skipWhitespace } from '#json/parse/byte-scanner.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'

/**
 * Replaces the context in an engagement's JSON, or adds it at the end if there is none. Everything else stays exactly as
 * sent.
 * @param json an object
 */
export function mergeContext(json: string, context: string): string {
  const bytes = new TextEncoder().encode(json)
  const contexts: { start: number; end: number }[] = []
  let lastEnd = skipWhitespace(bytes, 0) + 1
  const isEmpty = bytes[skipWhitespace(bytes, lastEnd)] === 0x7d
  forEachMember(bytes, 0, (keyStart, keyEnd, start, end) => {
    if (keyEquals(bytes, keyStart, keyEnd, 'context')) contexts.push({ start, end })
    lastEnd = end
  })
  // Of duplicate members the last one counts, as in `JSON.parse`.
  const existing = contexts.at(-1)
  const before = decodeUtf8(bytes, 0, existing ? existing.start : lastEnd)
  const after = decodeUtf8(bytes, existing ? existing.end : lastEnd, bytes.length)
  const key = existing ? '' : `${isEmpty ? '' : ','}"context":`
  return before + key + context + after
}
