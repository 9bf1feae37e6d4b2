import type { PageMeta } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'
import { listKeys } from '#contract/reads.ts'
import { parseSid, type EngagementSid } from '#contract/sid.ts'
import {
  eachMember,
  keyEquals,
  kindAt,
  readItems,
  readMembers,
  skipSpace,
  skipValue,
  textAt,
} from '#json/bytes.ts'
import { sliceText } from '#json/slice-text.ts'
import { asProblem, parseMeta } from '#twilio/parse.ts'

/** The offsets of a value in the bytes it came in. */
type Span = { start: number; end: number }

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
  /** Whether the list left the context out: `{}`, null or not there. Only `/Context` knows it then. */
  contextEmpty: boolean
}

type Field = (row: ReadRow, bytes: Uint8Array, start: number, end: number) => void

const fields = Object.entries<Field>({
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
  context: (row, bytes, start, end) => {
    row.context = { start, end }
    row.contextEmpty = isEmpty(bytes, start, end)
  },
})

/**
 * Reads a page of engagements where it stands, in one pass and without parsing their contexts. Agrees with
 * `engagementSchema` on every field it reads: null, absent and of another type are the same. Throws a `Problem` when
 * the bytes are no such page, or end in the middle.
 */
export function readPage(bytes: Uint8Array): { rows: ReadRow[]; meta: PageMeta } {
  const page: { rows: ReadRow[] | null; meta: PageMeta | null } = { rows: null, meta: null }
  asProblem(() =>
    readMembers(bytes, 0, (keyStart, keyEnd, start) => {
      if (keyEquals(bytes, keyStart, keyEnd, listKeys.engagements) && kindAt(bytes, start) === 'array') {
        const rows: ReadRow[] = []
        page.rows = rows
        return readItems(bytes, start, (rowStart) => readRow(bytes, rowStart, rows))
      }
      const end = skipValue(bytes, start)
      if (keyEquals(bytes, keyStart, keyEnd, 'meta')) page.meta = parseMeta(bytes, start, end)
      return end
    }),
  )
  if (page.rows && page.meta) return { rows: page.rows, meta: page.meta }
  throw new Problem('not-json', { detail: 'The answer is JSON, but no page of engagements.' })
}

/** Reads one engagement where it stands, as `/Engagements/{FN}` answers it. Throws a `Problem` like `readPage`. */
export function readOne(bytes: Uint8Array): ReadRow {
  const rows: ReadRow[] = []
  asProblem(() => readRow(bytes, skipSpace(bytes, 0), rows))
  const [row] = rows
  if (row?.sid) return row
  throw new Problem('not-json', { detail: 'The answer is JSON, but no engagement.' })
}

/** Adds the row that starts there. @returns the index after it */
function readRow(bytes: Uint8Array, start: number, rows: ReadRow[]): number {
  const row: ReadRow = {
    sid: null,
    status: null,
    contact: null,
    started: Number.NaN,
    updated: Number.NaN,
    row: { start, end: start },
    context: null,
    contextEmpty: true,
  }
  const readField = (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => {
    for (const [name, read] of fields) {
      if (keyEquals(bytes, keyStart, keyEnd, name)) read(row, bytes, valueStart, valueEnd)
    }
  }
  // A row that is no object is kept, empty: dropping it would make the count a lie.
  const isObject = kindAt(bytes, start) === 'object'
  row.row.end = isObject ? eachMember(bytes, start, readField) : skipValue(bytes, start)
  rows.push(row)
  return row.row.end
}

/** Whether the value is `{}`, with or without white space, or null. */
function isEmpty(bytes: Uint8Array, start: number, end: number): boolean {
  const kind = kindAt(bytes, start)
  if (kind === 'object') return skipSpace(bytes, start + 1) === end - 1
  return kind === 'scalar' && sliceText(bytes, start, end) === 'null'
}
