import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { everything } from '#search/question.ts'
import { sidOf } from '#testing/sids.ts'
import { pageBytes, type PageRow } from '#testing/page-bytes.ts'

import { FlowRows } from './flow-rows.ts'
import { readPage } from './read-page.ts'

function append(rows: FlowRows, page: readonly unknown[]) {
  const bytes = pageBytes(page)
  return rows.append(bytes, readPage(bytes).rows)
}

const date = fc
  .integer({ min: 1_700_000_000, max: 1_700_000_100 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000', ''))
const row: fc.Arbitrary<PageRow> = fc.record(
  {
    sid: fc.option(fc.integer({ min: 0, max: 60 }).map((n) => sidOf('FN', n))),
    status: fc.constantFrom('active', 'ended', 'paused', null),
    contact_channel_address: fc.option(fc.string({ unit: 'binary' })),
    date_created: fc.option(date),
    date_updated: fc.oneof(date, fc.constant(null), fc.constant('soon'), fc.constant(7)),
    context: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
const pages = fc.array(fc.array(row, { maxLength: 12 }), { maxLength: 8 })

/** What the engine should know, in the plainest way. */
function naive(all: readonly PageRow[][]): PageRow[] {
  const seen = new Set<unknown>()
  return all.flat().filter(({ sid }) => {
    if (sid === undefined || sid === null) return true
    if (seen.has(sid)) return false
    seen.add(sid)
    return true
  })
}

const time = (value: unknown) => {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

describe('FlowRows', () => {
  test('answers every question and window as a naive model does, whatever the pages hold', () => {
    fc.assert(
      fc.property(
        pages,
        fc.constantFrom('active' as const, 'ended' as const, null),
        fc.nat(40),
        fc.nat(40),
        (all, status, from, size) => {
          const rows = new FlowRows()
          for (const page of all) append(rows, page)
          const known = naive(all)
          const matching = known.filter((each) => status === null || each['status'] === status)
          const answer = rows.inView({ ...everything, status }, from, size)
          expect(answer.total).toBe(matching.length)
          expect(answer.counts.status).toEqual({
            all: known.length,
            active: known.filter((each) => each['status'] === 'active').length,
            ended: known.filter((each) => each['status'] === 'ended').length,
          })
          expect(
            answer.rows.map(({ sid, status: state, contact, started, updated }) => ({
              sid,
              status: state,
              contact,
              started,
              updated,
            })),
          ).toEqual(
            matching.slice(from, from + size).map((each) => ({
              sid: each['sid'] ?? null,
              status: each['status'] ?? null,
              contact: each['contact_channel_address'] ?? null,
              started: time(each['date_created']),
              updated: time(each['date_updated']),
            })),
          )
        },
      ),
    )
  })

  test('asking between the pages changes no answer', () => {
    fc.assert(
      fc.property(pages, (all) => {
        const asked = new FlowRows()
        const quiet = new FlowRows()
        for (const page of all) {
          append(asked, page)
          asked.inView({ ...everything, status: 'active' }, 0, 10)
          append(quiet, page)
        }
        expect(asked.inView({ ...everything, status: 'active' }, 0, 100)).toEqual(
          quiet.inView({ ...everything, status: 'active' }, 0, 100),
        )
      }),
    )
  })

  test('gives a row and its context byte for byte, before and after packing', async () => {
    const context = '{"id": 9007199254740993123, "n":1.0, "a":{"a":1,"a":2}, "t":"\\u00e9\\/"}'
    const sid = sidOf('FN', 7)
    const text = `{"sid":"${sid}","context":${context},"status":"active"}`
    const bytes = new TextEncoder().encode(`{"engagements": [${text}], "meta": {}}`)
    const rows = new FlowRows()
    rows.append(bytes, readPage(bytes).rows)
    expect(await rows.textOf(sid)).toEqual({ row: text, context })
    // More pages than may wait: the first is packed by then.
    for (let n = 8; n < 40; n++) {
      append(rows, [{ sid: sidOf('FN', n), context: null }])
      await rows.room()
    }
    expect(await rows.textOf(sidOf('FN', 8))).toMatchObject({ context: 'null' })
    expect(await rows.textOf(sid)).toEqual({ row: text, context })
    expect(await rows.textOf(sidOf('FN', 99))).toBe(null)
  })

  test('notices when engagements do not come newest first', () => {
    const rows = new FlowRows()
    append(rows, [
      { date_created: '2026-11-03T10:00:00Z' },
      { date_created: null },
      { date_created: '2026-11-03T09:00:00Z' },
    ])
    expect(rows.newestFirst).toBe(true)
    expect(rows.oldest).toBe(Date.parse('2026-11-03T09:00:00Z'))
    append(rows, [{ date_created: '2026-11-03T09:30:00Z' }])
    expect(rows.newestFirst).toBe(false)
    expect(rows.oldest).toBe(Date.parse('2026-11-03T09:00:00Z'))
  })

  test('keeps a row that is no object: leaving it out would make the count a lie', () => {
    const rows = new FlowRows()
    append(rows, [null, 'x', { sid: 'FNnot-a-sid' }])
    expect(rows.count).toBe(3)
  })
})
