import * as z from 'zod/mini'

import { nullableInteger, nullableText } from './fields.ts'

/** The most engagements Twilio hands out in one page; what Flowdesk always asks for. */
export const maxPageSize = 1000

/** How a list page says where it stands. Its URLs are absolute; only the token in them is ever used. */
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

/** Where the next page begins. Both parts come out of `next_page_url` and go back as they came. */
export type PageCursor = { page: string | null; token: string }

/**
 * The cursor inside a `next_page_url`, or null where there is none: that is the end of the list. The URL's host is
 * never looked at, so a forged one leads nowhere. A page without a token cannot be asked for (Twilio error 70002).
 */
export function nextCursor(nextPageUrl: string | null): PageCursor | null {
  if (nextPageUrl === null || !URL.canParse(nextPageUrl, 'https://studio.twilio.com')) return null
  const query = new URL(nextPageUrl, 'https://studio.twilio.com').searchParams
  const token = query.get('PageToken')
  return token ? { page: query.get('Page'), token } : null
}
