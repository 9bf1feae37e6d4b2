import * as z from 'zod/mini'

import { isSid, type Sid, type SidPrefix } from './sid.ts'

/*
 * Twilio promises little about its fields: all but `status` may be null, and any may be absent. A field of another
 * type than promised counts as null too: one odd value must not cost the reader the whole page, and the Details tab
 * shows every field as it was sent.
 */

/** A string; null when null, absent, or not a string. */
export const nullableText = z.catch(z.nullable(z.string()), null)

/** A whole number; null when null, absent, or something else. */
export const nullableInteger = z.catch(z.nullable(z.int()), null)

/** A SID with this prefix; null when null, absent, or not such a SID. */
export function nullableSid<P extends SidPrefix>(prefix: P) {
  return z.catch(z.nullable(z.custom<Sid<P>>((value) => isSid(prefix, value))), null)
}

/** Any JSON value; undefined when absent. Only for its shape: numbers have already lost their digits. */
export const anyJson = z.optional(z.unknown())

/** URLs by name, as in `links`; empty when null, absent, or something else. */
export const linkMap = z.catch(z.record(z.string(), nullableText), {})
