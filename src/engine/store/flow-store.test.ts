import { gzipSync } from 'node:zlib'

import { describe, expect, test, vi } from 'vitest'

import { sidOf } from '#testing/sids.ts'
import { pageBytes } from '#testing/page-bytes.ts'

import type { Compress } from './compression.ts'
import { FlowStore } from './flow-store.ts'
import { parsePage } from '#engine/load/parse-page.ts'

function append(store: FlowStore, page: readonly unknown[]) {
  const bytes = pageBytes(page)
  return store.append({ bytes, isCompressed: false, rows: parsePage(bytes).rows })
}

describe('FlowStore', () => {
  test('returns a row and its context byte for byte, before and after compression', async () => {
    const context = '{"id": 9007199254740993123, "n":1.0, "a":{"a":1,"a":2}, "t":"\\u00e9\\/"}'
    const sid = sidOf('FN', 7)
    const text = `{"sid":"${sid}","context":${context},"status":"active"}`
    const bytes = new TextEncoder().encode(`{"engagements": [${text}], "meta": {}}`)
    const store = new FlowStore()
    store.append({ bytes, isCompressed: false, rows: parsePage(bytes).rows })
    const listed = {
      entries: [
        { key: 'sid', text: `"${sid}"` },
        { key: 'context', text: null },
        { key: 'status', text: '"active"' },
      ],
      context,
    }
    expect(await store.rawEngagement(sid)).toEqual(listed)
    // More pages than may wait for compression, so the first is compressed by then.
    for (let n = 8; n < 40; n++) {
      append(store, [{ sid: sidOf('FN', n), context: null }])
      await store.waitForCapacity()
    }
    expect(await store.rawEngagement(sidOf('FN', 8))).toMatchObject({ context: 'null' })
    expect(await store.rawEngagement(sid)).toEqual(listed)
    expect(await store.rawEngagement(sidOf('FN', 99))).toBe(null)
  })

  test('detects that engagements are not listed newest first', () => {
    const store = new FlowStore()
    append(store, [
      { date_created: '2026-11-03T10:00:00Z' },
      { date_created: null },
      { date_created: '2026-11-03T09:00:00Z' },
    ])
    expect(store.isNewestFirst).toBe(true)
    expect(store.oldestStartMs).toBe(Date.parse('2026-11-03T09:00:00Z'))
    append(store, [{ date_created: '2026-11-03T09:30:00Z' }])
    expect(store.isNewestFirst).toBe(false)
    expect(store.oldestStartMs).toBe(Date.parse('2026-11-03T09:00:00Z'))
  })

  test('an outcome stays until its row changes; one of an older row is ignored', () => {
    const store = new FlowStore()
    const sid = sidOf('FN', 1)
    const outcome = { kind: 'waiting', widget: 'ask', reason: null } as const
    const loaded = {
      sid,
      status: 'active',
      updated: null,
      steps: { outcome, lastWidget: null, waitingSinceMs: null, waits: [], exits: [] },
    }
    store.setSteps([loaded])
    append(store, [{ sid, status: 'active' }, { status: 'ended' }, { status: 'paused' }])
    const outcomes = () =>
      [0, 1, 2].map((row) => store.rowAt(row).outcome?.widget ?? store.rowAt(row).outcome?.kind)
    expect(outcomes()).toEqual(['waiting', undefined, 'unknown'])
    const { version } = store
    store.setSteps([loaded])
    expect(outcomes()).toEqual(['ask', undefined, 'unknown'])
    expect(store.version).toBeGreaterThan(version)
    append(store, [{ sid, status: 'ended', date_updated: '2026-11-03T10:00:00Z' }])
    store.setSteps([loaded])
    expect(outcomes()).toEqual([undefined, undefined, 'unknown'])
    const updated = Date.parse('2026-11-03T10:00:00Z')
    const steps = { ...loaded.steps, outcome: { ...outcome, kind: 'completed' as const } }
    store.setSteps([{ ...loaded, status: 'ended', updated, steps }])
    expect(store.rowAt(0).outcome?.kind).toBe('completed')
  })

  test('a row that is loaded again is updated and counted as changed', async () => {
    const store = new FlowStore()
    const sid = sidOf('FN', 1)
    append(store, [{ sid, status: 'active', context: { at: 1 } }, { sid: sidOf('FN', 2) }])
    expect(append(store, [{ sid, status: 'ended', context: { at: 2 } }, { sid: sidOf('FN', 2) }])).toEqual({
      added: 0,
      changed: 1,
    })
    expect(await store.rawEngagement(sid)).toMatchObject({ context: '{"at":2}' })
  })

  test('keeps a page that came compressed as it came', async () => {
    const compress = vi.fn<Compress>()
    const store = new FlowStore(compress)
    const bytes = pageBytes([{ sid: sidOf('FN', 1), context: { n: 1 } }])
    const gzip = Uint8Array.from(gzipSync(bytes))
    store.append({ bytes: gzip, isCompressed: true, rows: parsePage(bytes).rows })
    expect(store.pageStore.storedPage(0)).toEqual({ bytes: gzip, isCompressed: true })
    expect(store.sizeBytes).toBe(gzip.length)
    expect(await store.rawEngagement(sidOf('FN', 1))).toMatchObject({ context: '{"n":1}' })
    await store.waitForCapacity()
    expect(compress).not.toHaveBeenCalled()
  })

  test('skips rows without a SID at the head, because they cannot be recognized', () => {
    const store = new FlowStore()
    const bytes = pageBytes([{ status: 'active' }, { sid: sidOf('FN', 1) }])
    expect(store.prepend([{ bytes, isCompressed: false, rows: parsePage(bytes).rows }])).toEqual({
      added: 1,
      changed: 0,
    })
  })

  test('keeps a row that is not an object, so that the count is right', () => {
    const store = new FlowStore()
    append(store, [null, 'x', { sid: 'FNnot-a-sid' }])
    expect(store.count).toBe(3)
  })
})
