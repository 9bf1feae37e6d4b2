import { describe, expect, test } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { Problem } from '#contract/problem.ts'
import { runListOf, type RunList } from '#contract/run-source.ts'
import { createRpcClient, serveRpc } from '#worker/rpc.ts'
import { engineClient } from '#testing/engine/engine-client.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createEngine } from './engine.ts'
import { clientErrorOptions, serverErrorOptions } from './rpc/error-options.ts'
import type { EngineEvent, EngineMethods } from './rpc/protocol.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal
const row = (n: number) => ({ sid: sidOf('FN', n), status: 'ended' })

/** An engine with a list of pages by token; the token of each page is in the page before it. */
function createTestEngine(
  pages: Record<string, Uint8Array<ArrayBuffer> | Error>,
  pageOf: (list: RunList) => Uint8Array<ArrayBuffer> | null = () => null,
  onEvent: (event: EngineEvent) => unknown = () => null,
) {
  const requestedTokens: string[] = []
  const start = (emit: (event: EngineEvent) => void) =>
    createEngine(
      engineClient({
        engagementsPage: async (list, cursor) => {
          requestedTokens.push(cursor?.token ?? '')
          const page = pageOf(list) ?? pages[cursor?.token ?? '']
          if (page instanceof Uint8Array) return page
          throw page ?? new Problem('not-found')
        },
      }),
      emit,
    )
  return { start, engine: start(onEvent), requestedTokens }
}

/** The same engine behind a MessageChannel, as in a worker. */
function connectTestEngine(pages: Parameters<typeof createTestEngine>[0]) {
  const { port1, port2 } = new MessageChannel()
  serveRpc<EngineMethods, EngineEvent>(port2, createTestEngine(pages).start, serverErrorOptions)
  port1.start()
  port2.start()
  const connection = createRpcClient<EngineMethods, EngineEvent>(port1, {
    ...clientErrorOptions('The engine stopped.'),
    onExit: () => {},
  })
  return { connection, end: () => port1.close() }
}

const day = (n: number) => `2026-11-0${n}T00:00:00Z`

test('neighbours of an engagement follow the sort order and skip rows without a SID', async () => {
  const { engine } = createTestEngine({
    '': pageBytes([
      { ...row(4), date_created: day(4) },
      { sid: null, status: 'ended', date_created: day(3) },
      { ...row(2), status: 'active', date_created: day(2) },
      { ...row(1), date_created: day(1) },
    ]),
  })
  await engine.loadPage({ runList, cursor: null }, never)
  const neighboursOf = (n: number, query = emptyQuery) =>
    engine.neighbours({ runList, query: parseQuery(query), engagementSid: sidOf('FN', n) }, never)
  expect(await neighboursOf(2)).toEqual({
    index: 2,
    total: 4,
    previous: sidOf('FN', 4),
    next: sidOf('FN', 1),
  })
  expect(await neighboursOf(4)).toMatchObject({ index: 0, previous: null, next: sidOf('FN', 2) })
  expect(await neighboursOf(4, { ...emptyQuery, status: 'ended' })).toMatchObject({
    total: 3,
    next: sidOf('FN', 1),
  })
  expect(await neighboursOf(2, { ...emptyQuery, status: 'ended' })).toBeNull()
  expect(await neighboursOf(2, { ...emptyQuery, sort: { by: 'started', descending: false } })).toMatchObject({
    index: 1,
    previous: sidOf('FN', 1),
  })
  expect(await neighboursOf(9)).toBeNull()
})

test('the engagements and the executions of a flow are two lists', async () => {
  const executions = runListOf(runList, 'executions')
  const requested: string[] = []
  const changes: string[] = []
  const { engine } = createTestEngine(
    {},
    (list) => {
      requested.push(list)
      return list === executions
        ? pageBytes([row(1), row(2)], { key: 'executions' })
        : pageBytes([row(2), row(3), row(4)])
    },
    (event) => event.type === 'changed' && changes.push(event.runList),
  )
  const sidsOf = async (list: RunList) =>
    (await engine.rows({ runList: list, query: parseQuery(emptyQuery), from: 0, size: 9 }, never)).rows.map(
      ({ sid }) => sid,
    )

  await engine.loadPage({ runList: executions, cursor: null }, never)
  expect(await sidsOf(runList)).toEqual([])
  await engine.loadPage({ runList, cursor: null }, never)
  expect(await sidsOf(executions)).toEqual([sidOf('FN', 1), sidOf('FN', 2)])
  expect(await sidsOf(runList)).toEqual([sidOf('FN', 2), sidOf('FN', 3), sidOf('FN', 4)])
  expect(requested).toEqual([executions, runList])
  expect(changes).toEqual([executions, runList])

  await engine.clearFlow({ runList: executions }, never)
  expect([await sidsOf(executions), (await sidsOf(runList)).length]).toEqual([[], 3])
})

describe('loadPage', () => {
  test('follows the tokens to the end', async () => {
    const { engine } = createTestEngine({ '': pageBytes([row(1)], { next: 'b' }), b: pageBytes([row(2)]) })
    const first = await engine.loadPage({ runList, cursor: null }, never)
    expect(first).toMatchObject({ rowCount: 1, added: 1, next: { token: 'b' }, stopReason: null })
    const second = await engine.loadPage({ runList, cursor: first.next }, never)
    expect(second).toMatchObject({ next: null, stopReason: null })
    expect(
      await engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size: 9 }, never),
    ).toMatchObject({
      total: 2,
    })
  })

  test('fetches a page once, even when it is loaded twice', async () => {
    const { engine, requestedTokens } = createTestEngine({ '': pageBytes([row(1)]) })
    await engine.loadPage({ runList, cursor: null }, never)
    await engine.loadPage({ runList, cursor: null }, never)
    expect(requestedTokens).toEqual([''])
  })

  test('a repeated page token ends the list with a stop reason', async () => {
    const { engine } = createTestEngine({
      '': pageBytes([row(1)], { next: 'b' }),
      b: pageBytes([row(2)], { next: 'b' }),
    })
    await engine.loadPage({ runList, cursor: null }, never)
    const second = await engine.loadPage({ runList, cursor: { page: '1', token: 'b' } }, never)
    expect(second).toMatchObject({ added: 1, next: null, stopReason: 'token-repeats' })
  })

  test('a page without new engagements ends the list with a stop reason', async () => {
    const { engine } = createTestEngine({
      '': pageBytes([row(1)], { next: 'b' }),
      b: pageBytes([row(1)], { next: 'c' }),
    })
    await engine.loadPage({ runList, cursor: null }, never)
    const second = await engine.loadPage({ runList, cursor: { page: '1', token: 'b' } }, never)
    expect(second).toMatchObject({ rowCount: 1, added: 0, next: null, stopReason: 'nothing-new' })
  })

  test('a failed page can be loaded again, and earlier pages are kept', async () => {
    const pages: Record<string, Uint8Array<ArrayBuffer> | Problem> = {
      '': pageBytes([row(1)], { next: 'b' }),
      b: new Problem('unavailable'),
    }
    const { engine } = createTestEngine(pages)
    await engine.loadPage({ runList, cursor: null }, never)
    const cursor = { page: '1', token: 'b' }
    await expect(engine.loadPage({ runList, cursor }, never)).rejects.toMatchObject({ kind: 'unavailable' })
    pages['b'] = pageBytes([row(2)])
    await engine.loadPage({ runList, cursor }, never)
    expect(
      await engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size: 9 }, never),
    ).toMatchObject({
      total: 2,
    })
  })

  test('after clearFlow, the flow is loaded again', async () => {
    const { engine, requestedTokens } = createTestEngine({ '': pageBytes([row(1)]) })
    await engine.loadPage({ runList, cursor: null }, never)
    await engine.clearFlow({ runList }, never)
    expect(
      await engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size: 9 }, never),
    ).toMatchObject({
      total: 0,
    })
    await engine.loadPage({ runList, cursor: null }, never)
    expect(requestedTokens).toHaveLength(2)
    // The version continues, so that results of the new flow count as newer than those of the cleared one.
    const { version } = await engine.rows({ runList, query: parseQuery(emptyQuery), from: 0, size: 9 }, never)
    expect(version).toBeGreaterThan(1)
  })
})

describe('through a MessageChannel', () => {
  test('a change is emitted with the version of the next result', async () => {
    const { connection, end } = connectTestEngine({ '': pageBytes([row(1)]) })
    const events: EngineEvent[] = []
    const unsubscribe = connection.subscribe((event) => events.push(event))
    await connection.call('loadPage', { runList, cursor: null })
    const { version } = await connection.call('rows', {
      runList,
      query: parseQuery(emptyQuery),
      from: 0,
      size: 1,
    })
    expect(events).toEqual([{ type: 'changed', runList, version }])
    unsubscribe()
    end()
  })

  test('a Problem arrives as a Problem', async () => {
    const { connection, end } = connectTestEngine({
      '': new Problem('rate-limited', { status: 429, code: 20429, retryAfterSeconds: 3 }),
    })
    const failure = connection.call('loadPage', { runList, cursor: null })
    await expect(failure).rejects.toBeInstanceOf(Problem)
    await expect(failure).rejects.toMatchObject({ kind: 'rate-limited', code: 20429, retryAfterSeconds: 3 })
    end()
  })

  test.each([
    new TypeError('x is not a function'),
    // The page did not abort the call itself, so it gets a response.
    new DOMException('Fetch is aborted', 'AbortError'),
  ])('an uncaught error arrives as a Problem with its name: %s', async (thrown) => {
    const { connection, end } = connectTestEngine({ '': thrown })
    const failure = connection.call('loadPage', { runList, cursor: null })
    await expect(failure).rejects.toBeInstanceOf(Problem)
    await expect(failure).rejects.toMatchObject({
      kind: 'unexpected',
      detail: `${thrown.name}: ${thrown.message}`,
    })
    end()
  })
})
