import { nextCursor, type PageCursor } from '#contract/page.ts'
import { keyEquals, kindAt, skipSpace, skipValue } from '#json/bytes.ts'
import { parseMeta } from '#twilio/parse.ts'

/**
 * Where the next page begins, told without reading the page: of one that says it before its rows, as Twilio's do.
 * Null for all others, those that are no page among them.
 */
export function peekNext(bytes: Uint8Array): PageCursor | null {
  const start = skipSpace(bytes, 0)
  if (kindAt(bytes, start) !== 'object') return null
  const key = skipSpace(bytes, start + 1)
  if (kindAt(bytes, key) !== 'string') return null
  try {
    const keyEnd = skipValue(bytes, key)
    if (!keyEquals(bytes, key, keyEnd, 'meta')) return null
    // After the colon, whatever else stands there: what is not JSON is told by whoever reads the page.
    const value = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1)
    return nextCursor(parseMeta(bytes, value, skipValue(bytes, value)).next_page_url)
  } catch {
    return null
  }
}
