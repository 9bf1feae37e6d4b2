/** The most engagements Twilio sends in one page, and Flowdesk's default. */
export const maxPageSize = 1000

/** The most bytes of one response that the browser reads, after decompression: 256 kB for each engagement of a page. */
export const maxResponseBytes = 256 * 2 ** 20

/**
 * The media type of a gzip file. Asked for by `Accept`, Flowdesk's server sends a page as such a file: with
 * `Content-Encoding` instead, a browser would decompress it, and the engine could not keep it compressed as it came.
 */
export const gzipFileType = 'application/gzip'

/** Position of the next page. Both values come from `next_page_url` and are sent back unchanged. */
export type PageCursor = { page: string | null; token: string }

/**
 * The cursor in a `next_page_url`; null at the end of the list. The URL's host is ignored, so a forged URL cannot redirect
 * requests. Twilio rejects a page without a token (error 70002), so that also ends the list.
 */
export function nextCursor(nextPageUrl: string | null): PageCursor | null {
  if (nextPageUrl === null || !URL.canParse(nextPageUrl, 'https://studio.twilio.com')) return null
  const query = new URL(nextPageUrl, 'https://studio.twilio.com').searchParams
  const token = query.get('PageToken')
  return token ? { page: query.get('Page'), token } : null
}
