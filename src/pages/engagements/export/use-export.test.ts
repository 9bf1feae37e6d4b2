import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { runListOf } from '#contract/run-source.ts'
import type { ExportResult } from '#engine/rpc/exported-file.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { retryTick } from '#status/system-status.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'
import { download } from '#ui/download.ts'

import { useExport } from './use-export.ts'

vi.mock('#ui/download.ts', () => ({ download: vi.fn<typeof download>() }))

const engine = startFakeEngine<EngineMethods, EngineEvent>()
const flowSid = sidOf('FW', 1)
let server: FakeUpstream

beforeEach(() => {
  engine.forgetRequests()
  server = new FakeUpstream()
  vi.mocked(download).mockClear()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    server.fetch(new Request(new URL(url, 'http://flowdesk.test'), init)),
  )
})
afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
})

const request = {
  form: { format: 'json-lines', maskPersonalData: false },
  query: emptyQuery,
  total: 1000,
  asked: null,
} as const

const result: ExportResult = {
  file: new Blob(['{}']),
  total: 1000,
  loaded: 1000,
  unlisted: 0,
  lastPage: null,
  search: null,
  missingSteps: null,
  counts: rowsFrom(0).counts,
  escapedCells: 0,
  missingContexts: 0,
}

/** Starts an export. */
async function renderStarted() {
  const hook = await renderHook(() => useExport(flowSid), {})
  await settle(() => hook.current.start(request))
  return hook
}

/** Starts an export whose file is finished and whose audit event is being sent. */
async function renderAuditing() {
  const hook = await renderStarted()
  await settle(() => engine.last('export').respond(result))
  return hook
}

const progressOf = (exportId: number, done: number) =>
  engine.emit({ type: 'export-progress', exportId, done, total: 1000 })
const lastExportId = () => engine.last('export').params.exportId
const acceptAudit = () => settle(() => server.last.respondWithoutBody({ status: 204 }))

test('the file is downloaded once, when the server has accepted the audit event', async () => {
  const hook = await renderAuditing()
  expect(hook.current.stage.state).toBe('auditing')
  expect(download).not.toHaveBeenCalled()
  await acceptAudit()
  expect(hook.current.stage.state).toBe('done')
  expect(download).toHaveBeenCalledTimes(1)
  expect(server.requests).toHaveLength(1)
})

test('the audit event names the source of executions', async () => {
  const runList = runListOf(flowSid, 'executions')
  const hook = await renderHook(() => useExport(runList), {})
  await settle(() => hook.current.start(request))
  expect(engine.last('export').params.runList).toBe(runList)
  await settle(() => engine.last('export').respond(result))
  expect(await server.last.request.json()).toEqual({
    event: 'export',
    flow: flowSid,
    count: 1000,
    source: 'executions',
  })
})

test('shows the progress of its own export only', async () => {
  const hook = await renderStarted()
  await settle(() => progressOf(lastExportId(), 300))
  await settle(() => progressOf(lastExportId() + 1, 900))
  expect(hook.current.stage).toEqual({ state: 'building', done: 300, total: 1000 })
})

test('cancelled while building: the request is aborted, and a late answer does nothing', async () => {
  const hook = await renderStarted()
  await settle(() => hook.current.cancel())
  expect(engine.last('export').isAborted).toBe(true)
  await settle(() => engine.last('export').respond(result))
  expect(hook.current.stage.state).toBe('options')
  expect(server.requests).toHaveLength(0)
  expect(download).not.toHaveBeenCalled()
})

test('progress that comes with the cancel is dropped', async () => {
  const hook = await renderStarted()
  await settle(() => {
    hook.current.cancel()
    progressOf(lastExportId(), 300)
  })
  expect(hook.current.stage.state).toBe('options')
})

test('cancelled while the audit event is sent: no download', async () => {
  const hook = await renderAuditing()
  await settle(() => hook.current.cancel())
  await acceptAudit()
  expect(hook.current.stage.state).toBe('options')
  expect(download).not.toHaveBeenCalled()
})

test('cancelled while the audit event is sent: its failure does not show', async () => {
  const hook = await renderAuditing()
  await settle(() => hook.current.cancel())
  await settle(() => server.last.fail())
  expect(hook.current.stage.state).toBe('options')
})

test('an answer to a cancelled export does not end the next one', async () => {
  const hook = await renderStarted()
  await settle(() => hook.current.cancel())
  await settle(() => hook.current.start(request))
  const [first, second] = engine.requests('export')
  await settle(() => progressOf(first?.params.exportId ?? 0, 900))
  await settle(() => first?.respond({ ...result, total: 1 }))
  expect(hook.current.stage).toEqual({ state: 'building', done: 0, total: 1000 })
  await settle(() => second?.respond({ ...result, total: 2 }))
  await acceptAudit()
  expect(hook.current.stage).toMatchObject({ state: 'done', exported: { result: { total: 2 } } })
  expect(download).toHaveBeenCalledTimes(1)
})

test('after a failed build, a retry builds the same file again', async () => {
  const hook = await renderStarted()
  await settle(() => engine.last('export').fail(new Problem('unexpected')))
  expect(hook.current.stage).toMatchObject({ state: 'build-failed', problem: { kind: 'unexpected' } })
  await settle(() => hook.current.retry())
  const [first, second] = engine.requests('export')
  expect(second?.params).toEqual({ ...first?.params, exportId: expect.any(Number) })
  expect(second?.params.exportId).not.toBe(first?.params.exportId)
  await settle(() => second?.respond(result))
  await acceptAudit()
  expect(hook.current.stage.state).toBe('done')
})

test('progress after a failed build is dropped', async () => {
  const hook = await renderStarted()
  await settle(() => engine.last('export').fail(new Problem('unexpected')))
  await settle(() => progressOf(lastExportId(), 300))
  expect(hook.current.stage.state).toBe('build-failed')
})

test('after a failed audit event, a retry sends only the event again', async () => {
  const hook = await renderAuditing()
  await settle(() => server.last.respondWithoutBody({ status: 403 }))
  expect(hook.current.stage).toMatchObject({ state: 'audit-failed', problem: { kind: 'forbidden' } })
  expect(download).not.toHaveBeenCalled()
  await settle(() => hook.current.retry())
  await acceptAudit()
  expect(hook.current.stage.state).toBe('done')
  expect(download).toHaveBeenCalledTimes(1)
  expect(server.requests).toHaveLength(2)
  expect(engine.requests('export')).toHaveLength(1)
})

test('an audit event that failed for lack of a connection is sent again when it is back', async () => {
  const hook = await renderAuditing()
  await settle(() => server.last.fail())
  expect(hook.current.stage).toMatchObject({ state: 'audit-failed', problem: { kind: 'unreachable' } })
  await settle(() => retryTick.set(retryTick.get() + 1))
  await acceptAudit()
  expect(hook.current.stage.state).toBe('done')
  expect(download).toHaveBeenCalledTimes(1)
})

test('unmounting while building aborts, and a late answer does nothing', async () => {
  const hook = await renderStarted()
  await hook.unmount()
  expect(engine.last('export').isAborted).toBe(true)
  await settle(() => engine.last('export').respond(result))
  expect(server.requests).toHaveLength(0)
})

test('unmounting while the audit event is sent: no download', async () => {
  const hook = await renderAuditing()
  await hook.unmount()
  await acceptAudit()
  expect(download).not.toHaveBeenCalled()
})
