import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { childrenOf, keyOf, kindOf, nodeText, stringValue, type JsonDocument } from '#json/parse/document.ts'

import { countryOf } from './calling-code.ts'
import { getSidHint } from './twilio-sid.ts'
import { formatDateTimeWithZone, parseTime } from '#format/time/time.ts'
import type { TimeZone } from '#format/time/time-zone.ts'

/** A short note about a value, and a link to open in a new tab. Flowdesk never fetches the link. */
type ValueHint = { note: string; href: string | null }

/** Longer strings get no hint. In UTF-16 units, including quotes and escapes. */
const maxLength = 2100

/** A hint for a time, phone number, SID or URL in a context; null for other values. */
export function getValueHint(doc: JsonDocument, node: number, zone: TimeZone): ValueHint | null {
  const kind = kindOf(doc, node)
  if (kind === 'object') return timeHint(parseJodaDate(doc, node), zone)
  if (kind === 'number') return timeHint(parseEpoch(nodeText(doc, node), keyOf(doc, node) ?? ''), zone)
  if (kind !== 'string' || getOrThrow(doc.ends, node) - getOrThrow(doc.starts, node) > maxLength) return null
  return getTextHint(stringValue(doc, node) ?? '', keyOf(doc, node) ?? '', zone)
}

function getTextHint(text: string, key: string, zone: TimeZone): ValueHint | null {
  const phone = /^(?:[a-z]+:)?\+([1-9]\d{6,14})$/.exec(text)
  if (phone) {
    const country = countryOf(phone[1] ?? '')
    return country === null ? null : { note: country, href: null }
  }
  return getSidHint(text) ?? getUrlHint(text) ?? timeHint(parseZonedTime(text) ?? parseEpoch(text, key), zone)
}

/** Only http and https URLs become links. */
function getUrlHint(text: string): ValueHint | null {
  if (!/^https?:\/\/\S+$/i.test(text)) return null
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  // A user name before an @, or letters that look like others, may disguise the real host.
  const writtenHost = /^https?:\/\/([^/?#]*)/i.exec(text)?.[1]?.toLowerCase()
  return { note: writtenHost === url.host ? 'link' : `link to ${url.host}`, href: url.href }
}

function timeHint(ms: number | null, zone: TimeZone): ValueHint | null {
  return ms === null ? null : { note: formatDateTimeWithZone(ms, zone), href: null }
}

const isoPattern = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i
/** RFC 2822, as Twilio's older API writes dates. */
const rfc2822Pattern =
  /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC|Z)$/

/** A time with its zone. Without a zone a time is ambiguous by up to 26 hours, so it gets no hint. */
function parseZonedTime(text: string): number | null {
  return isoPattern.test(text) || rfc2822Pattern.test(text) ? parseTime(text) : null
}

/** Keys whose numbers are times. Other ten-digit numbers may be order numbers. */
const timeKeys =
  /(?:date|time|timestamp|created|updated|expires?|expiry|sent|received|millis|epoch|[_a-z](?:_at|At|_on|On))$/

const minEpochMs = Date.UTC(2001, 8, 9)
const maxEpochMs = Date.UTC(2100, 0)

/** Seconds (ten digits) or milliseconds (thirteen) since 1970, if the key names a time. */
function parseEpoch(text: string, key: string): number | null {
  if (!timeKeys.test(key) || !/^\d{10}(?:\d{3})?$/.test(text)) return null
  const ms = text.length === 10 ? Number(text) * 1000 : Number(text)
  return ms >= minEpochMs && ms < maxEpochMs ? ms : null
}

/** A Joda DateTime, which Studio serializes as an object with more than twenty fields. */
function parseJodaDate(doc: JsonDocument, node: number): number | null {
  if (getOrThrow(doc.childCounts, node) < 10) return null
  let isDate = false
  let millis: number | null = null
  for (const member of childrenOf(doc, node)) {
    const key = keyOf(doc, member)
    if (key === 'monthOfYear') isDate = true
    if (key === 'millis') millis = validTimeOrNull(Number(nodeText(doc, member)))
  }
  return isDate ? millis : null
}

function validTimeOrNull(ms: number): number | null {
  return Math.abs(ms) <= 8.64e15 ? ms : null
}
