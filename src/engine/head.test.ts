import { describe, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { everything } from '#search/question.ts'
import { GrowingList } from '#testing/growing-list.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'
import type { News } from './protocol.ts'

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

/** An engine that has read a list of so many to its end. */
async function read(count: number) {
  const list = new GrowingList(runs(count))
  const news: News[] = []
  let fails = noFailure
  const engine = createEngine(
    {
      engagementsPage: async (_flow, cursor, _signal, size) => {
        if (fails()) throw new Problem('unavailable')
        return list.page(cursor, size)
      },
      context: () => Promise.reject(new Problem('not-found')),
      engagementBytes: async (_flow, sid) => {
        const bytes = list.one(sid)
        if (bytes) return bytes
        throw new Problem('not-found')
      },
    },
    (told) => news.push(told),
  )
  let cursor = null
  do {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    cursor = (await engine.readPage({ flowSid, cursor }, never)).next
  } while (cursor)
  list.asked.length = 0
  return {
    list,
    engine,
    news,
    check: () => engine.checkHead({ flowSid }, never),
    take: () => engine.takeHead({ flowSid }, never),
    refresh: (...sids: number[]) =>
      engine.refresh({ flowSid, engagementSids: sids.map((n) => sidOf('FN', n)) }, never),
    rows: (size = 9) => engine.rows({ flowSid, question: everything, from: 0, size }, never),
    failWhen: (when: () => boolean) => {
      fails = when
    },
  }
}

describe('checkHead', () => {
  test('nothing new costs one page of 50', async () => {
    const { list, check } = await read(120)
    expect(await check()).toEqual({ fresh: 0, more: false })
    expect(list.asked).toEqual([{ token: '', size: 50 }])
  })

  test('counts what stands before the first known one, and takes nothing in', async () => {
    const { list, check, rows } = await read(120)
    list.arrive(...runs(132, 121))
    expect(await check()).toEqual({ fresh: 12, more: false })
    expect(await rows()).toMatchObject({ read: 120 })
  })

  test('looks at a whole page where the light one was all new', async () => {
    const { list, check } = await read(120)
    list.arrive(...runs(420, 121))
    expect(await check()).toEqual({ fresh: 300, more: false })
    expect(list.asked.map(({ size }) => size)).toEqual([50, 1000])
  })

  test('says that there may be more where a whole page was all new', async () => {
    const { list, check } = await read(120)
    list.arrive(...runs(1500, 121))
    expect(await check()).toEqual({ fresh: 1000, more: true })
  })

  test('a list that was empty has begun', async () => {
    const { list, check } = await read(0)
    list.arrive(...runs(3))
    expect(await check()).toEqual({ fresh: 3, more: false })
  })

  test('asks nothing of a flow that was not read', async () => {
    const { list, engine } = await read(1)
    expect(await engine.checkHead({ flowSid: sidOf('FW', 2) }, never)).toEqual({ fresh: 0, more: false })
    expect(list.asked).toEqual([])
  })

  test('rows without a SID are no news', async () => {
    const { list, check } = await read(60)
    list.arrive(...Array.from({ length: 1001 }, () => ({ status: 'ended' })))
    expect(await check()).toEqual({ fresh: 0, more: false })
  })

  test('takes over what has changed of known ones, context and all, and moves nothing', async () => {
    const { list, engine, check, rows } = await read(120)
    list.change(sidOf('FN', 119), { status: 'active', context: { late: true } })
    list.arrive(run(121))
    const before = await rows()
    await check()
    const after = await rows()
    expect(after.rows.map(({ sid }) => sid)).toEqual(before.rows.map(({ sid }) => sid))
    expect(after.rows[1]).toMatchObject({ status: 'active' })
    expect(after.version).toBeGreaterThan(before.version)
    const listed = await engine.listed({ flowSid, engagementSid: sidOf('FN', 119) }, never)
    expect(listed?.context).toBe('{"late":true}')
  })

  test('a head that stays the same changes nothing', async () => {
    const { check, rows } = await read(120)
    const { version } = await rows()
    await check()
    expect(await rows()).toMatchObject({ version })
  })
})

describe('takeHead', () => {
  test('a few cost one page of 50, and stand before the others', async () => {
    const { list, engine, take, rows } = await read(120)
    list.arrive(...runs(123, 121))
    expect(await take()).toEqual({ added: 3 })
    expect(list.asked).toEqual([{ token: '', size: 50 }])
    expect((await rows(5)).rows.map(({ sid }) => sid)).toEqual(runs(123, 119).map(({ sid }) => sid))
    const listed = await engine.listed({ flowSid, engagementSid: sidOf('FN', 122) }, never)
    expect(listed?.context).toBe('{"n":122,"status":"ended"}')
  })

  test('reads on to what is known', async () => {
    const { list, take, rows } = await read(120)
    list.arrive(...runs(2620, 121))
    expect(await take()).toEqual({ added: 2500 })
    expect(list.asked.map(({ size }) => size)).toEqual([50, 1000, 1000, 1000])
    const { rows: all, read: count } = await rows(3000)
    expect(count).toBe(2620)
    expect(all.map(({ sid }) => sid)).toEqual(runs(2620).map(({ sid }) => sid))
  })

  test('a failure in the middle leaves no gap: nothing is taken in', async () => {
    const { list, take, rows, failWhen } = await read(120)
    list.arrive(...runs(2620, 121))
    failWhen(() => list.asked.length === 3)
    await expect(take()).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await rows()).toMatchObject({ read: 120 })
    failWhen(noFailure)
    expect(await take()).toEqual({ added: 2500 })
  })

  test('far too many are not taken in at all', async () => {
    const { list, take, rows } = await read(120)
    list.arrive(...runs(41_200, 121))
    expect(await take()).toEqual({ added: null })
    expect(await rows()).toMatchObject({ read: 120 })
  })

  test('what was taken is not new again', async () => {
    const { list, check, take } = await read(120)
    list.arrive(...runs(125, 121))
    await take()
    expect(await check()).toEqual({ fresh: 0, more: false })
    expect(await take()).toEqual({ added: 0 })
  })
})

describe('refresh', () => {
  test('takes over what has changed, and tells', async () => {
    const { list, news, refresh, rows } = await read(5)
    list.change(sidOf('FN', 4), { status: 'active' })
    await new Promise((resolve) => setTimeout(resolve, 110))
    news.length = 0
    expect(await refresh(4, 3)).toEqual({ changed: 1 })
    const { rows: all, version } = await rows()
    expect(all[1]).toMatchObject({ status: 'active' })
    expect(news).toEqual([{ news: 'changed', flowSid, version }])
  })

  test('nothing is told where nothing has changed', async () => {
    const { refresh, rows } = await read(5)
    const { version } = await rows()
    expect(await refresh(4, 3)).toEqual({ changed: 0 })
    expect(await rows()).toMatchObject({ version })
  })

  test('one that Twilio has deleted stays as it was read', async () => {
    const { refresh, rows } = await read(5)
    expect(await refresh(99, 5)).toEqual({ changed: 0 })
    expect(await rows()).toMatchObject({ read: 5 })
  })
})
