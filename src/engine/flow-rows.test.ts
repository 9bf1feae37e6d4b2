import { describe, expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'
import { pageBytes } from '#testing/page-bytes.ts'

import { FlowRows } from './flow-rows.ts'
import { readPage } from './read-page.ts'

function append(rows: FlowRows, page: readonly unknown[]) {
  const bytes = pageBytes(page)
  return rows.append(bytes, readPage(bytes).rows)
}

describe('FlowRows', () => {
  test('gives a row and its context byte for byte, before and after packing', async () => {
    const context = '{"id": 9007199254740993123, "n":1.0, "a":{"a":1,"a":2}, "t":"\\u00e9\\/"}'
    const sid = sidOf('FN', 7)
    const text = `{"sid":"${sid}","context":${context},"status":"active"}`
    const bytes = new TextEncoder().encode(`{"engagements": [${text}], "meta": {}}`)
    const rows = new FlowRows()
    rows.append(bytes, readPage(bytes).rows)
    const listed = {
      members: [
        { key: 'sid', text: `"${sid}"` },
        { key: 'context', text: null },
        { key: 'status', text: '"active"' },
      ],
      context,
    }
    expect(await rows.listed(sid)).toEqual(listed)
    // More pages than may wait: the first is packed by then.
    for (let n = 8; n < 40; n++) {
      append(rows, [{ sid: sidOf('FN', n), context: null }])
      await rows.room()
    }
    expect(await rows.listed(sidOf('FN', 8))).toMatchObject({ context: 'null' })
    expect(await rows.listed(sid)).toEqual(listed)
    expect(await rows.listed(sidOf('FN', 99))).toBe(null)
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

  test('a row that is read again tells its later text, and how many changed', async () => {
    const rows = new FlowRows()
    const sid = sidOf('FN', 1)
    append(rows, [{ sid, status: 'active', context: { at: 1 } }, { sid: sidOf('FN', 2) }])
    expect(append(rows, [{ sid, status: 'ended', context: { at: 2 } }, { sid: sidOf('FN', 2) }])).toEqual({
      added: 0,
      changed: 1,
    })
    expect(await rows.listed(sid)).toMatchObject({ context: '{"at":2}' })
  })

  test('leaves out rows without a SID at the head: nobody knows whether they are new', () => {
    const rows = new FlowRows()
    const bytes = pageBytes([{ status: 'active' }, { sid: sidOf('FN', 1) }])
    expect(rows.appendHead([{ bytes, rows: readPage(bytes).rows }])).toEqual({ added: 1, changed: 0 })
  })

  test('keeps a row that is no object: leaving it out would make the count a lie', () => {
    const rows = new FlowRows()
    append(rows, [null, 'x', { sid: 'FNnot-a-sid' }])
    expect(rows.count).toBe(3)
  })
})
