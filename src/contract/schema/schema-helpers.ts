import * as z from 'zod/mini'

import { isSid, type Sid, type SidPrefix } from '#contract/sid.ts'

/*
 * Twilio guarantees little about its fields: all but `status` may be null, and any may be absent. A field of the wrong type
 * becomes null too, so that one bad value does not fail the whole page. The Details tab shows every field as sent.
 */

/** A string; null when null, absent, or not a string. */
export const nullableText = z.catch(z.nullable(z.string()), null)

/** A whole number; null when null, absent, or something else. */
export const nullableInteger = z.catch(z.nullable(z.int()), null)

/** A SID with this prefix; null when null, absent, or not such a SID. */
export function nullableSid<P extends SidPrefix>(prefix: P) {
  return z.catch(z.nullable(z.custom<Sid<P>>((value) => isSid(prefix, value))), null)
}

/** Any JSON value; undefined when absent. Use it for its structure only: numbers have already lost digits. */
export const anyJson = z.optional(z.unknown())

/** URLs by name, as in `links`; empty when null, absent, or something else. */
export const linkMap = z.catch(z.record(z.string(), z.nullable(z.string())), {})

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
