import type { PageMeta } from '#contract/schema/schema-helpers.ts'
import { Problem } from '#contract/problem.ts'
import type { RunSource } from '#contract/run-source.ts'
import { parseSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import type { ParsedPage, ParsedRow } from '#engine/store/parsed-page.ts'
import {
  forEachMember,
  keyEquals,
  kindAt,
  scanItems,
  scanMembers,
  skipWhitespace,
  skipValue,
  decodeStringAt,
} from '#json/parse/byte-scanner.ts'
import { decodeUtf8 } from '#json/parse/decode-utf8.ts'
import { wrapJsonErrors, parseMeta } from '#twilio/parse-response.ts'
import type { ResponseBody } from '#twilio/response-body.ts'
import { runApis } from '#twilio/run-api.ts'

type FieldParser = (row: ParsedRow, bytes: Uint8Array, start: number, end: number) => void

const fieldParsers = Object.entries<FieldParser>({
  sid: (row, bytes, start, end) => {
    row.sid = parseSid('FN', decodeStringAt(bytes, start, end))
  },
  status: (row, bytes, start, end) => {
    row.status = decodeStringAt(bytes, start, end)
  },
  contact_channel_address: (row, bytes, start, end) => {
    row.contact = decodeStringAt(bytes, start, end)
  },
  date_created: (row, bytes, start, end) => {
    row.started = parseTime(decodeStringAt(bytes, start, end)) ?? Number.NaN
  },
  date_updated: (row, bytes, start, end) => {
    row.updated = parseTime(decodeStringAt(bytes, start, end)) ?? Number.NaN
  },
  context: (row, bytes, start, end) => {
    row.contextSpan = { start, end }
    row.isContextEmpty = isEmptyContext(bytes, start, end)
  },
})

/**
 * Parses a page of runs from its bytes, in one pass and without parsing contexts. Agrees with `engagementSchema`
 * on every field: null, absent and wrongly typed values are the same.
 * @param source which resource the page is of
 * @throws {Problem} when the bytes are not such a page, or are truncated
 */
export function parsePage(
  bytes: Uint8Array,
  source: RunSource = 'engagements',
): { rows: ParsedRow[]; meta: PageMeta } {
  const { rowsKey } = runApis[source]
  const page: { rows: ParsedRow[] | null; meta: PageMeta | null } = { rows: null, meta: null }
  wrapJsonErrors(() =>
    scanMembers(bytes, 0, (keyStart, keyEnd, start) => {
      if (keyEquals(bytes, keyStart, keyEnd, rowsKey) && kindAt(bytes, start) === 'array') {
        const rows: ParsedRow[] = []
        page.rows = rows
        return scanItems(bytes, start, (rowStart) => parseRow(bytes, rowStart, rows))
      }
      const end = skipValue(bytes, start)
      if (keyEquals(bytes, keyStart, keyEnd, 'meta')) page.meta = parseMeta(bytes, start, end)
      return end
    }),
  )
  if (page.rows && page.meta) return { rows: page.rows, meta: page.meta }
  throw new Problem('not-json', { detail: `The response is JSON, but not a page of ${source}.` })
}

/** Parses a page as it came, and releases its body. @throws {Problem} as `parsePage` does */
export function readPage(body: ResponseBody, source: RunSource): { page: ParsedPage; meta: PageMeta } {
  const { rows, meta } = parsePage(body.bytes, source)
  if (body.gzip === null) return { page: { bytes: body.bytes, isCompressed: false, rows }, meta }
  body.release()
  return { page: { bytes: body.gzip, isCompressed: true, rows }, meta }
}

/** Parses one run from the bytes of `/Engagements/{FN}` or `/Executions/{FN}`. @throws {Problem} as `parsePage` does */
export function parseEngagementRow(bytes: Uint8Array): ParsedRow {
  const rows: ParsedRow[] = []
  wrapJsonErrors(() => parseRow(bytes, skipWhitespace(bytes, 0), rows))
  const [row] = rows
  if (row?.sid) return row
  throw new Problem('not-json', { detail: 'The response is JSON, but not an engagement.' })
}

/** Parses the row at `start` and adds it to `rows`. @returns the index after the row */
function parseRow(bytes: Uint8Array, start: number, rows: ParsedRow[]): number {
  const row: ParsedRow = {
    sid: null,
    status: null,
    contact: null,
    started: Number.NaN,
    updated: Number.NaN,
    span: { start, end: start },
    contextSpan: null,
    isContextEmpty: true,
  }
  const parseField = (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => {
    for (const [name, parse] of fieldParsers) {
      if (keyEquals(bytes, keyStart, keyEnd, name)) parse(row, bytes, valueStart, valueEnd)
    }
  }
  // A row that is not an object is kept as an empty row, so that the row count is right.
  const isObject = kindAt(bytes, start) === 'object'
  row.span.end = isObject ? forEachMember(bytes, start, parseField) : skipValue(bytes, start)
  rows.push(row)
  return row.span.end
}

/** Whether the value is null, or an object without members. */
function isEmptyContext(bytes: Uint8Array, start: number, end: number): boolean {
  const kind = kindAt(bytes, start)
  if (kind === 'object') return skipWhitespace(bytes, start + 1) === end - 1
  return kind === 'scalar' && decodeUtf8(bytes, start, end) === 'null'
}
