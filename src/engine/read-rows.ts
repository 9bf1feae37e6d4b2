import { parseSid, type EngagementSid } from '#contract/sid.ts'
import { eachItem, eachMember, keyEquals, kindAt, textAt } from '#json/bytes.ts'
import { asProblem, type Span } from '#twilio/parse.ts'

/** What the list needs of one engagement, and where the rest of it stands in its page. */
export type ReadRow = {
  sid: EngagementSid | null
  status: string | null
  contact: string | null
  /** Milliseconds since 1970, NaN when null or no date. */
  started: number
  updated: number
  /** The row in the page's bytes. */
  row: Span
  /** Its context in the page's bytes; null when it has none. */
  context: Span | null
}

type Field = (row: ReadRow, bytes: Uint8Array, start: number, end: number) => void

const fields: Record<string, Field> = {
  sid: (row, bytes, start, end) => {
    row.sid = parseSid('FN', textAt(bytes, start, end))
  },
  status: (row, bytes, start, end) => {
    row.status = textAt(bytes, start, end)
  },
  contact_channel_address: (row, bytes, start, end) => {
    row.contact = textAt(bytes, start, end)
  },
  date_created: (row, bytes, start, end) => {
    row.started = Date.parse(textAt(bytes, start, end) ?? '')
  },
  date_updated: (row, bytes, start, end) => {
    row.updated = Date.parse(textAt(bytes, start, end) ?? '')
  },
  context: (row, _bytes, start, end) => {
    row.context = { start, end }
  },
}

const names = Object.keys(fields)

/**
 * Reads the engagements of a page where they stand, without parsing their contexts. Agrees with `engagementSchema` on
 * every field it reads: null, absent and of another type are the same. Throws a `Problem` when the page is cut short.
 */
export function readRows(bytes: Uint8Array, list: Span, visit: (row: ReadRow) => void): void {
  asProblem(() =>
    eachItem(bytes, list.start, (start, end) => {
      const row: ReadRow = {
        sid: null,
        status: null,
        contact: null,
        started: Number.NaN,
        updated: Number.NaN,
        row: { start, end },
        context: null,
      }
      // A row that is no object is kept, empty: dropping it would make the count a lie.
      if (kindAt(bytes, start) === 'object') {
        eachMember(bytes, start, (keyStart, keyEnd, valueStart, valueEnd) => {
          const name = names.find((key) => keyEquals(bytes, keyStart, keyEnd, key))
          if (name !== undefined) fields[name]?.(row, bytes, valueStart, valueEnd)
        })
      }
      visit(row)
    }),
  )
}
