import * as z from 'zod/mini'

import { isSid, type Sid, type SidPrefix } from './sid.ts'

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
export const linkMap = z.catch(z.custom<Readonly<Record<string, string | null>>>(isLinkMap), {})

/** By hand, since the code of `z.record` is a tenth of all the zod that the first screen loads. */
function isLinkMap(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((url) => typeof url === 'string' || url === null)
  )
}
