import { describe, expect, test } from 'vitest'

import { everything } from '#search/question.ts'
import { Problem } from '#contract/problem.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { connect } from './connect.ts'
import { createEngine } from './engine.ts'
import { serve } from './serve.ts'
import type { News } from './protocol.ts'

const flowSid = sidOf('FW', 1)
const never = new AbortController().signal
const row = (n: number) => ({ sid: sidOf('FN', n), status: 'ended' })

/** An engine on a list of pages; each page is asked for by the token of the one before. */
function engineOn(pages: Record<string, Uint8Array<ArrayBuffer> | Problem>) {
  const asked: string[] = []
  const news: News[] = []
  const start = (tell: (told: News) => void) =>
    createEngine(
      {
        engagementsPage: async (_flow, cursor) => {
          asked.push(cursor?.token ?? '')
          const page = pages[cursor?.token ?? '']
          if (page instanceof Uint8Array) return page
          throw page ?? new Problem('not-found')
        },
        engagementBytes: () => Promise.reject(new Problem('not-found')),
        context: () => Promise.reject(new Problem('not-found')),
      },
      tell,
    )
  return { start, engine: start((told) => news.push(told)), asked, news }
}

/** The same engine, with a worker's border in between. */
function connected(pages: Parameters<typeof engineOn>[0]) {
  const { port1, port2 } = new MessageChannel()
  serve(port2, engineOn(pages).start)
  port1.start()
  port2.start()
  const connection = connect(port1)
  return { connection, end: () => port1.close() }
}

const day = (n: number) => `2026-11-0${n}T00:00:00Z`

test('who stands beside an engagement, in the order asked for, rows without a SID passed over', async () => {
  const { engine } = engineOn({
    '': pageBytes([
      { ...row(4), date_created: day(4) },
      { sid: null, status: 'ended', date_created: day(3) },
      { ...row(2), status: 'active', date_created: day(2) },
      { ...row(1), date_created: day(1) },
    ]),
  })
  await engine.readPage({ flowSid, cursor: null }, never)
  const beside = (n: number, question = everything) =>
    engine.neighbours({ flowSid, question, engagementSid: sidOf('FN', n) }, never)
  expect(await beside(2)).toEqual({ at: 2, total: 4, previous: sidOf('FN', 4), next: sidOf('FN', 1) })
  expect(await beside(4)).toMatchObject({ at: 0, previous: null, next: sidOf('FN', 2) })
  expect(await beside(4, { ...everything, status: 'ended' })).toMatchObject({
    total: 3,
    next: sidOf('FN', 1),
  })
  expect(await beside(2, { ...everything, status: 'ended' })).toBeNull()
  expect(await beside(2, { ...everything, order: { by: 'started', descending: false } })).toMatchObject({
    at: 1,
    previous: sidOf('FN', 1),
  })
  expect(await beside(9)).toBeNull()
})

describe('readPage', () => {
  test('follows the tokens to the end', async () => {
    const { engine } = engineOn({ '': pageBytes([row(1)], { next: 'b' }), b: pageBytes([row(2)]) })
    const first = await engine.readPage({ flowSid, cursor: null }, never)
    expect(first).toMatchObject({ rows: 1, added: 1, next: { token: 'b' }, notice: null })
    const second = await engine.readPage({ flowSid, cursor: first.next }, never)
    expect(second).toMatchObject({ next: null, notice: null })
    expect(await engine.rows({ flowSid, question: everything, from: 0, size: 9 }, never)).toMatchObject({
      total: 2,
    })
  })

  test('reads a page once, however often it is asked for', async () => {
    const { engine, asked } = engineOn({ '': pageBytes([row(1)]) })
    await engine.readPage({ flowSid, cursor: null }, never)
    await engine.readPage({ flowSid, cursor: null }, never)
    expect(asked).toEqual([''])
  })

  test('a token that repeats ends the reading, and says so', async () => {
    const { engine } = engineOn({
      '': pageBytes([row(1)], { next: 'b' }),
      b: pageBytes([row(2)], { next: 'b' }),
    })
    await engine.readPage({ flowSid, cursor: null }, never)
    const second = await engine.readPage({ flowSid, cursor: { page: '1', token: 'b' } }, never)
    expect(second).toMatchObject({ added: 1, next: null, notice: 'token-repeats' })
  })

  test('a page that brings nothing new ends the reading, and says so', async () => {
    const { engine } = engineOn({
      '': pageBytes([row(1)], { next: 'b' }),
      b: pageBytes([row(1)], { next: 'c' }),
    })
    await engine.readPage({ flowSid, cursor: null }, never)
    const second = await engine.readPage({ flowSid, cursor: { page: '1', token: 'b' } }, never)
    expect(second).toMatchObject({ rows: 1, added: 0, next: null, notice: 'nothing-new' })
  })

  test('a failed page is asked for again, and nothing read before is lost', async () => {
    const pages: Record<string, Uint8Array<ArrayBuffer> | Problem> = {
      '': pageBytes([row(1)], { next: 'b' }),
      b: new Problem('unavailable'),
    }
    const { engine } = engineOn(pages)
    await engine.readPage({ flowSid, cursor: null }, never)
    const cursor = { page: '1', token: 'b' }
    await expect(engine.readPage({ flowSid, cursor }, never)).rejects.toMatchObject({ kind: 'unavailable' })
    pages['b'] = pageBytes([row(2)])
    await engine.readPage({ flowSid, cursor }, never)
    expect(await engine.rows({ flowSid, question: everything, from: 0, size: 9 }, never)).toMatchObject({
      total: 2,
    })
  })

  test('forgetting a flow reads it anew', async () => {
    const { engine, asked } = engineOn({ '': pageBytes([row(1)]) })
    await engine.readPage({ flowSid, cursor: null }, never)
    await engine.forget({ flowSid }, never)
    expect(await engine.rows({ flowSid, question: everything, from: 0, size: 9 }, never)).toMatchObject({
      total: 0,
    })
    await engine.readPage({ flowSid, cursor: null }, never)
    expect(asked).toHaveLength(2)
    // What is told of the new reading is newer than all that was told of the old one.
    const { version } = await engine.rows({ flowSid, question: everything, from: 0, size: 9 }, never)
    expect(version).toBeGreaterThan(1)
  })
})

describe('across a worker border', () => {
  test('what has changed is told, and the answer then is as new', async () => {
    const { connection, end } = connected({ '': pageBytes([row(1)]) })
    const told: News[] = []
    const stop = connection.listen((news) => told.push(news))
    expect(connection.versionOf(flowSid)).toBe(0)
    await connection.ask('readPage', { flowSid, cursor: null })
    const { version } = await connection.ask('rows', { flowSid, question: everything, from: 0, size: 1 })
    expect(told).toEqual([{ news: 'changed', flowSid, version }])
    expect(connection.versionOf(flowSid)).toBe(version)
    stop()
    end()
  })

  test('an answer comes back to the one who asked', async () => {
    const { connection, end } = connected({ '': pageBytes([row(1)]) })
    const [summary, rows] = await Promise.all([
      connection.ask('readPage', { flowSid, cursor: null }),
      connection.ask('rows', { flowSid: sidOf('FW', 2), question: everything, from: 0, size: 1 }),
    ])
    expect(summary).toMatchObject({ rows: 1 })
    expect(rows).toMatchObject({ total: 0 })
    end()
  })

  test('a Problem arrives as one', async () => {
    const { connection, end } = connected({
      '': new Problem('slow-down', { status: 429, code: 20429, retryAfter: 3 }),
    })
    const failure = connection.ask('readPage', { flowSid, cursor: null })
    await expect(failure).rejects.toBeInstanceOf(Problem)
    await expect(failure).rejects.toMatchObject({ kind: 'slow-down', code: 20429, retryAfter: 3 })
    end()
  })

  test('an abort rejects at once, as an abort', async () => {
    const { connection, end } = connected({ '': pageBytes([row(1)]) })
    const abort = new AbortController()
    const asked = connection.ask('readPage', { flowSid, cursor: null }, abort.signal)
    abort.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    end()
  })

  test('a message of another kind is not answered', async () => {
    const { port1, port2 } = new MessageChannel()
    serve(port2, engineOn({}).start)
    port2.start()
    const answers: unknown[] = []
    port1.addEventListener('message', ({ data }) => answers.push(data))
    port1.start()
    for (const message of [null, 'hello', { id: 1 }, { id: 1, ask: 'constructor', params: {} }])
      port1.postMessage(message)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(answers).toEqual([])
    port1.close()
  })
})
