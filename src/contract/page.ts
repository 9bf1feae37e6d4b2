import * as z from 'zod/mini'

import { nullableInteger, nullableText } from './schema-helpers.ts'

/** The most engagements Twilio sends in one page, and Flowdesk's default. */
export const maxPageSize = 1000

/** The most bytes of one response that the browser reads, after decompression: 256 kB for each engagement of a page. */
export const maxResponseBytes = 256 * 2 ** 20

/** The `meta` of a list page. Its URLs are absolute; Flowdesk uses only the page and token in `next_page_url`. */
export const pageMetaSchema = z.object({
  key: nullableText,
  url: nullableText,
  first_page_url: nullableText,
  previous_page_url: nullableText,
  next_page_url: nullableText,
  page: nullableInteger,
  page_size: nullableInteger,
})

export type PageMeta = z.infer<typeof pageMetaSchema>

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
