import { nextCursor, type PageCursor } from '#contract/page.ts'
import { keyEquals, kindAt, skipWhitespace, skipValue } from '#json/parse/byte-scanner.ts'
import { parseMeta } from '#twilio/parse-response.ts'

/**
 * Reads the cursor of the next page without parsing the rows. Needs `meta` before the rows, which is Twilio's order.
 * Returns null for anything else, including bytes that are not a page.
 */
export function peekNextCursor(bytes: Uint8Array): PageCursor | null {
  const start = skipWhitespace(bytes, 0)
  if (kindAt(bytes, start) !== 'object') return null
  const key = skipWhitespace(bytes, start + 1)
  if (kindAt(bytes, key) !== 'string') return null
  try {
    const keyEnd = skipValue(bytes, key)
    if (!keyEquals(bytes, key, keyEnd, 'meta')) return null
    // Skips the colon without checking it: `parsePage` reports what is not JSON.
    const value = skipWhitespace(bytes, skipWhitespace(bytes, keyEnd) + 1)
    return nextCursor(parseMeta(bytes, value, skipValue(bytes, value)).next_page_url)
  } catch {
    return null
  }
}
