import { describe, expect, test, vi } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { FakeWorker } from '#testing/fake-worker.ts'
import { sidOf } from '#testing/sids.ts'

import { createResilientConnection } from './resilient-connection.ts'
import type { EngineEvent } from './protocol.ts'

const runList = sidOf('FW', 1)
const rows = { runList, query: parseQuery(emptyQuery), from: 0, size: 10 }

/** Fake workers that the test controls, and a clock. */
function createFixture() {
  const workers: FakeWorker<EngineEvent>[] = []
  const startWorker = () => {
    const worker = new FakeWorker<EngineEvent>()
    workers.push(worker)
    return worker
  }
  const clock = { now: 0 }
  const connection = createResilientConnection({ startWorker, now: () => clock.now })
  const events: string[] = []
  connection.subscribe(({ type }) => events.push(type))
  const lastWorker = () => {
    const worker = workers.at(-1)
    if (!worker) throw new Error('There is no worker.')
    return worker
  }
  const loadFlow = (version: number) => lastWorker().send({ event: { type: 'changed', runList, version } })
  const respond = (method: string, result: unknown) =>
    lastWorker().respond(
      lastWorker().calls.findLastIndex((call) => call.method === method),
      result,
    )
  return { workers, lastWorker, loadFlow, respond, connection, events, clock }
}

/** The methods called on a worker, in order. */
const requestedMethods = (worker: FakeWorker<EngineEvent>) => worker.calls.map(({ method }) => method)
const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0))

test('forwards calls, results and events', async () => {
  const { loadFlow, respond, connection, events } = createFixture()
  const result = connection.call('rows', rows)
  await nextTask()
  respond('rows', 'ten')
  expect(await result).toBe('ten')
  loadFlow(3)
  expect(connection.versionOf(runList)).toBe(3)
  expect(events).toEqual(['changed'])
})

describe('when the engine crashes', () => {
  test('it is restarted and continues the versions', async () => {
    const { workers, loadFlow, connection, events } = createFixture()
    loadFlow(41)
    workers[0]?.crash()
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false])
    expect(workers[1]?.calls).toMatchObject([{ method: 'setInitialVersion', params: { version: 41 } }])
    expect(events).toEqual(['changed', 'restarted'])
    expect([connection.versionOf(runList), connection.restartCount()]).toEqual([41, 1])
  })

  test('queries wait until the new engine has loaded the flow', async () => {
    const { workers, lastWorker, loadFlow, respond, connection } = createFixture()
    loadFlow(41)
    const before = connection.call('rows', rows)
    await nextTask()
    workers[0]?.crash()
    const after = connection.call('rawEngagement', { runList, engagementSid: sidOf('FN', 1) })
    await nextTask()
    expect(requestedMethods(lastWorker())).toEqual(['setInitialVersion'])

    loadFlow(42)
    await nextTask()
    expect(requestedMethods(lastWorker()).toSorted()).toEqual(['rawEngagement', 'rows', 'setInitialVersion'])
    respond('rows', 'ten')
    respond('rawEngagement', null)
    expect([await before, await after]).toEqual(['ten', null])
  })

  test('a waiting query can be aborted', async () => {
    const { lastWorker, loadFlow, connection } = createFixture()
    loadFlow(1)
    lastWorker().crash()
    const abort = new AbortController()
    const result = connection.call('rows', rows, abort.signal)
    abort.abort()
    await expect(result).rejects.toMatchObject({ name: 'AbortError' })
    loadFlow(2)
    await nextTask()
    expect(requestedMethods(lastWorker())).toEqual(['setInitialVersion'])
  })

  test('a query about no list is asked again at once', async () => {
    const { workers, lastWorker, loadFlow, respond, connection } = createFixture()
    loadFlow(41)
    const flow = connection.call('flow', { flowSid: sidOf('FW', 1) })
    await nextTask()
    workers[0]?.crash()
    await nextTask()
    expect(requestedMethods(lastWorker())).toEqual(['setInitialVersion', 'flow'])
    respond('flow', 'the flow')
    expect(await flow).toBe('the flow')
  })

  test('a query for a flow that was never loaded does not wait', async () => {
    const { lastWorker, loadFlow, connection } = createFixture()
    loadFlow(1)
    lastWorker().crash()
    void connection.call('rows', { ...rows, runList: sidOf('FW', 2) })
    await nextTask()
    expect(requestedMethods(lastWorker())).toEqual(['setInitialVersion', 'rows'])
  })

  test('a pending load is rejected after the restarted event', async () => {
    const { lastWorker, connection, events } = createFixture()
    const onRejected = vi.fn<() => void>(() => void events.push('rejected'))
    const page = connection.call('loadPage', { runList, cursor: null }).catch(onRejected)
    await nextTask()
    lastWorker().crash()
    await page
    expect(events).toEqual(['restarted', 'rejected'])
  })

  test('a pending export is rejected, because the new engine has loaded less', async () => {
    const { lastWorker, loadFlow, connection } = createFixture()
    loadFlow(1)
    const exportOptions = { format: 'json-lines', maskPersonalData: false } as const
    const onRejected = vi.fn<(thrown: unknown) => void>()
    const file = connection
      .call('export', { runList, query: parseQuery(emptyQuery), exportOptions, exportId: 1 })
      .catch(onRejected)
    await nextTask()
    lastWorker().crash()
    loadFlow(2)
    await file
    expect(onRejected.mock.calls).toMatchObject([[{ kind: 'unexpected' }]])
    expect(requestedMethods(lastWorker())).toEqual(['setInitialVersion'])
  })

  test('after more than three crashes a minute it stays stopped until restart is called', async () => {
    const { workers, lastWorker, loadFlow, respond, connection, events } = createFixture()
    loadFlow(1)
    for (let i = 0; i < 4; i++) lastWorker().crash()
    expect(workers).toHaveLength(4)
    expect(events.at(-1)).toBe('stopped')
    await expect(connection.call('checkForNew', { runList })).rejects.toMatchObject({ kind: 'unexpected' })
    const result = connection.call('rows', rows)

    connection.restart()
    expect(workers).toHaveLength(5)
    expect(events.at(-1)).toBe('restarted')
    loadFlow(2)
    await nextTask()
    respond('rows', 'ten')
    expect(await result).toBe('ten')
    lastWorker().crash()
    expect(workers).toHaveLength(6)
  })

  test('loading a page restarts it too', () => {
    const { workers, lastWorker, connection } = createFixture()
    for (let i = 0; i < 4; i++) lastWorker().crash()
    void connection.call('loadPage', { runList, cursor: null })
    expect(workers).toHaveLength(5)
    expect(requestedMethods(lastWorker())).toEqual(['setInitialVersion', 'loadPage'])
  })

  test('rare crashes never stop it', () => {
    const { workers, lastWorker, clock, events } = createFixture()
    for (let i = 0; i < 9; i++) {
      lastWorker().crash()
      clock.now += 20_001
    }
    expect(workers).toHaveLength(10)
    expect(events).not.toContain('stopped')
  })

  test.each([
    ['no message', undefined, false],
    ['an error message', 'TypeError: x is undefined', true],
  ])('the stopped event says whether its file was loaded: %s', (_, message, wasLoaded) => {
    const { lastWorker, connection } = createFixture()
    const onEvent = vi.fn<(event: EngineEvent) => void>()
    connection.subscribe(onEvent)
    for (let i = 0; i < 4; i++) lastWorker().crash(message)
    expect(onEvent).toHaveBeenLastCalledWith({ type: 'stopped', wasLoaded })
  })

  test.each([
    ['Uncaught TypeError: x is undefined', 'TypeError: x is undefined'],
    [undefined, 'The engine stopped.'],
  ])('a pending load is rejected with the error of the crash: %s', async (message, detail) => {
    const { lastWorker, connection } = createFixture()
    const page = connection.call('loadPage', { runList, cursor: null })
    await nextTask()
    lastWorker().crash(message)
    await expect(page).rejects.toMatchObject({ kind: 'unexpected', detail })
  })
})

test('is not restarted after terminate', () => {
  const { workers, lastWorker, connection } = createFixture()
  connection.terminate()
  expect(lastWorker().isTerminated).toBe(true)
  lastWorker().crash()
  connection.restart()
  expect(workers).toHaveLength(1)
})
