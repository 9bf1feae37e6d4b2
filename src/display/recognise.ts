import { at } from '#json/at.ts'
import { childrenOf, keyOf, kindOf, nodeText, stringValue, type JsonDocument } from '#json/document.ts'

import { countryOf } from './calling-code.ts'
import { recogniseSid } from './twilio-sid.ts'
import { formatMinuteInZone } from './time.ts'

/** What a value means, beside it; and where there is more of it, to be opened in another tab and never fetched. */
type Recognised = { note: string; href: string | null }

/** Longer strings are texts, not values with a meaning of their own; UTF-16 units, quotes and escapes included. */
const longest = 2100

/** What a value of a context means, if it is one of those that have a meaning; null for all others. */
export function recognise(doc: JsonDocument, node: number): Recognised | null {
  const kind = kindOf(doc, node)
  if (kind === 'object') return time(expandedDate(doc, node))
  if (kind === 'number') return time(epoch(nodeText(doc, node), keyOf(doc, node) ?? ''))
  if (kind !== 'string' || at(doc.ends, node) - at(doc.starts, node) > longest) return null
  return recogniseText(stringValue(doc, node) ?? '', keyOf(doc, node) ?? '')
}

function recogniseText(text: string, key: string): Recognised | null {
  const phone = /^(?:[a-z]+:)?\+([1-9]\d{6,14})$/.exec(text)
  if (phone) {
    const country = countryOf(phone[1] ?? '')
    return country === null ? null : { note: country, href: null }
  }
  return recogniseSid(text) ?? recogniseUrl(text) ?? time(writtenTime(text) ?? epoch(text, key))
}

/** Only the web's own addresses: whatever else a text may be, it is never made a link. */
function recogniseUrl(text: string): Recognised | null {
  if (!/^https?:\/\/\S+$/i.test(text)) return null
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  // A name before an @, or one written in letters that look like others, is there to be taken for the host.
  const written = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1]?.toLowerCase()
  return { note: written === url.host ? 'link' : `link to ${url.host}`, href: url.href }
}

function time(ms: number | null): Recognised | null {
  return ms === null ? null : { note: formatMinuteInZone(ms), href: null }
}

const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i
/** RFC 2822, as Twilio's older API writes dates. */
const rfc2822 = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC|Z)$/

/** A time with its zone; one without could be any of 38 hours. */
function writtenTime(text: string): number | null {
  return iso.test(text) || rfc2822.test(text)
    ? known(Date.parse(text.replace(',', text.includes('T') ? '.' : ',')))
    : null
}

/** Keys of which a number is a time. Order numbers have ten digits too. */
const timely =
  /(?:date|time|timestamp|created|updated|expires?|expiry|sent|received|millis|epoch|[_a-z](?:_at|At|_on|On))$/

const from = Date.UTC(2001, 8, 9)
const to = Date.UTC(2100, 0)

/** Seconds or milliseconds since 1970, in ten digits or thirteen, where the key speaks of a time. */
function epoch(text: string, key: string): number | null {
  if (!timely.test(key) || !/^\d{10}(?:\d{3})?$/.test(text)) return null
  const ms = text.length === 10 ? Number(text) * 1000 : Number(text)
  return ms >= from && ms < to ? ms : null
}

/** A Joda DateTime, which Studio takes apart into twenty fields and more. */
function expandedDate(doc: JsonDocument, node: number): number | null {
  if (at(doc.counts, node) < 10) return null
  let isDate = false
  let millis: number | null = null
  for (const member of childrenOf(doc, node)) {
    const key = keyOf(doc, member)
    if (key === 'monthOfYear') isDate = true
    if (key === 'millis') millis = known(Number(nodeText(doc, member)))
  }
  return isDate ? millis : null
}

function known(ms: number): number | null {
  return Math.abs(ms) <= 8.64e15 ? ms : null
}
