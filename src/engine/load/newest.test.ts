import { describe, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { runListOf, runSources, type RunSource } from '#contract/run-source.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { GrowingList } from '#testing/growing-list.ts'
import { sidOf } from '#testing/sids.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createEngine } from '#engine/engine.ts'
import type { EngineEvent } from '#engine/rpc/protocol.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal

/** Engagement number n; a higher one is newer. */
const run = (n: number, status = 'ended') => ({
  sid: sidOf('FN', n),
  status,
  date_created: new Date(Date.UTC(2026, 10, 3) + n * 1000).toISOString(),
  context: { n, status },
})
/** Newest first, from the first number down to 1. */
const runs = (from: number, to = 1) => Array.from({ length: from - to + 1 }, (_, i) => run(from - i))

const noFailure = () => false

/** An engine that has loaded all pages of a list. */
async function createTestEngine(count: number, source: RunSource = 'engagements') {
  const runList = runListOf(flowSid, source)
  const list = new GrowingList(runs(count), source)
  const events: EngineEvent[] = []
  let shouldFail = noFailure
  const engine = createEngine(
    engineClient({
      engagementsPage: async (_flow, cursor, _signal, size, filter) => {
        if (shouldFail()) throw new Problem('unavailable')
        return list.page(cursor, size, filter)
      },
      engagementBytes: async (_flow, sid) => {
        const bytes = list.rowBytes(sid)
        if (bytes) return bytes
        throw new Problem('not-found')
      },
    }),
    (event) => events.push(event),
  )
  let cursor = null
  do {
    cursor = (await engine.loadPage({ runList, cursor }, never)).next
  } while (cursor)
  list.requests.length = 0
  return {
    list,
    engine,
    events,
    checkForNew: () => engine.checkForNew({ runList }, never),
    fetchNew: () => engine.fetchNew({ runList }, never),
    refresh: (...sids: number[]) =>
      engine.refresh({ runList, engagementSids: sids.map((n) => sidOf('FN', n)) }, never),
    rows: (size = 9) => engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size }, never),
    failWhen: (condition: () => boolean) => {
      shouldFail = condition
    },
  }
}

test.each(runSources)('new %s are found, added and refreshed', async (source) => {
  const { list, checkForNew, fetchNew, refresh, rows } = await createTestEngine(1200, source)
  list.prepend(...runs(1270, 1201))
  expect(await checkForNew()).toEqual({ count: 70, hasMore: false })
  expect(await fetchNew()).toEqual({ added: 70 })
  list.updateRow(sidOf('FN', 1270), { status: 'active' })
  expect(await refresh(1270)).toEqual({ changed: 1 })
  expect(await rows(1)).toMatchObject({ loaded: 1270, rows: [{ sid: sidOf('FN', 1270), status: 'active' }] })
})

describe('checkForNew', () => {
  test('takes one request of 50 when nothing is new', async () => {
    const { list, checkForNew } = await createTestEngine(120)
    expect(await checkForNew()).toEqual({ count: 0, hasMore: false })
    expect(list.requests).toEqual([{ token: '', size: 50 }])
  })

  test('counts what is before the first existing engagement, and adds nothing', async () => {
    const { list, checkForNew, rows } = await createTestEngine(120)
    list.prepend(...runs(132, 121))
    expect(await checkForNew()).toEqual({ count: 12, hasMore: false })
    expect(await rows()).toMatchObject({ loaded: 120 })
  })

  test('requests a full page when the whole small page is new', async () => {
    const { list, checkForNew } = await createTestEngine(120)
    list.prepend(...runs(420, 121))
    expect(await checkForNew()).toEqual({ count: 300, hasMore: false })
    expect(list.requests.map(({ size }) => size)).toEqual([50, 1000])
  })

  test('reports that there may be more when a full page is all new', async () => {
    const { list, checkForNew } = await createTestEngine(120)
    list.prepend(...runs(1500, 121))
    expect(await checkForNew()).toEqual({ count: 1000, hasMore: true })
  })

  test('counts new engagements of a list that was empty', async () => {
    const { list, checkForNew } = await createTestEngine(0)
    list.prepend(...runs(3))
    expect(await checkForNew()).toEqual({ count: 3, hasMore: false })
  })

  test('sends no request for a flow that is not loaded', async () => {
    const { list, engine } = await createTestEngine(1)
    expect(await engine.checkForNew({ runList: sidOf('FW', 2) }, never)).toEqual({ count: 0, hasMore: false })
    expect(list.requests).toEqual([])
  })

  test('does not count rows without a SID', async () => {
    const { list, checkForNew } = await createTestEngine(60)
    list.prepend(...Array.from({ length: 1001 }, () => ({ status: 'ended' })))
    expect(await checkForNew()).toEqual({ count: 0, hasMore: false })
  })

  test('merges changes of existing engagements and their contexts without moving rows', async () => {
    const { list, engine, checkForNew, rows } = await createTestEngine(120)
    list.updateRow(sidOf('FN', 119), { status: 'active', context: { late: true } })
    list.prepend(run(121))
    const before = await rows()
    await checkForNew()
    const after = await rows()
    expect(after.rows.map(({ sid }) => sid)).toEqual(before.rows.map(({ sid }) => sid))
    expect(after.rows[1]).toMatchObject({ status: 'active' })
    expect(after.version).toBeGreaterThan(before.version)
    const listed = await engine.rawEngagement({ runList: flowSid, engagementSid: sidOf('FN', 119) }, never)
    expect(listed?.context).toBe('{"late":true}')
  })

  test('keeps the version when nothing has changed', async () => {
    const { checkForNew, rows } = await createTestEngine(120)
    const { version } = await rows()
    await checkForNew()
    expect(await rows()).toMatchObject({ version })
  })
})

describe('fetchNew', () => {
  test('takes one request of 50 for a few new ones, and adds them before the others', async () => {
    const { list, engine, fetchNew, rows } = await createTestEngine(120)
    list.prepend(...runs(123, 121))
    expect(await fetchNew()).toEqual({ added: 3 })
    expect(list.requests).toEqual([{ token: '', size: 50 }])
    expect((await rows(5)).rows.map(({ sid }) => sid)).toEqual(runs(123, 119).map(({ sid }) => sid))
    const listed = await engine.rawEngagement({ runList: flowSid, engagementSid: sidOf('FN', 122) }, never)
    expect(listed?.context).toBe('{"n":122,"status":"ended"}')
  })

  test('loads pages down to the first existing engagement', async () => {
    const { list, fetchNew, rows } = await createTestEngine(120)
    list.prepend(...runs(2620, 121))
    expect(await fetchNew()).toEqual({ added: 2500 })
    expect(list.requests.map(({ size }) => size)).toEqual([50, 1000, 1000, 1000])
    const { rows: all, loaded: count } = await rows(3000)
    expect(count).toBe(2620)
    expect(all.map(({ sid }) => sid)).toEqual(runs(2620).map(({ sid }) => sid))
  })

  test('adds nothing after a failure midway, so that there is no gap', async () => {
    const { list, fetchNew, rows, failWhen } = await createTestEngine(120)
    list.prepend(...runs(2620, 121))
    failWhen(() => list.requests.length === 3)
    await expect(fetchNew()).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await rows()).toMatchObject({ loaded: 120 })
    failWhen(noFailure)
    expect(await fetchNew()).toEqual({ added: 2500 })
  })

  test('adds nothing when there are too many', async () => {
    const { list, fetchNew, rows } = await createTestEngine(120)
    list.prepend(...runs(41_200, 121))
    expect(await fetchNew()).toEqual({ added: null })
    expect(await rows()).toMatchObject({ loaded: 120 })
  })

  test('does not count added engagements as new again', async () => {
    const { list, checkForNew, fetchNew } = await createTestEngine(120)
    list.prepend(...runs(125, 121))
    await fetchNew()
    expect(await checkForNew()).toEqual({ count: 0, hasMore: false })
    expect(await fetchNew()).toEqual({ added: 0 })
  })
})

describe('refresh', () => {
  test('merges changes and emits an event', async () => {
    const { list, events, refresh, rows } = await createTestEngine(5)
    list.updateRow(sidOf('FN', 4), { status: 'active' })
    expect(await refresh(4, 3)).toEqual({ changed: 1 })
    const { rows: all, version } = await rows()
    expect(all[1]).toMatchObject({ status: 'active' })
    await waitFor(() => expect(events.at(-1)).toEqual({ type: 'changed', runList: flowSid, version }))
  })

  test('keeps the version when nothing has changed', async () => {
    const { refresh, rows } = await createTestEngine(5)
    const { version } = await rows()
    expect(await refresh(4, 3)).toEqual({ changed: 0 })
    expect(await rows()).toMatchObject({ version })
  })

  test('keeps an engagement that Twilio has deleted', async () => {
    const { refresh, rows } = await createTestEngine(5)
    expect(await refresh(99, 5)).toEqual({ changed: 0 })
    expect(await rows()).toMatchObject({ loaded: 5 })
  })
})
