import { QueryClientProvider } from '@tanstack/react-query'
import { act, createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Problem } from '#contract/problem.ts'
import type { EngineEvent, EngineMethods } from '#engine/rpc/protocol.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { sessionQuery } from '#session/session-query.ts'
import { retryTick } from '#status/system-status.ts'
import { startFakeEngine } from '#testing/engine/fake-engine.ts'
import { pageSummary } from '#testing/engine/page-summary.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'

import { useNewItems } from './use-new-items.ts'

const engine = startFakeEngine<EngineMethods, EngineEvent>()
const runList = sidOf('FW', 1)

beforeEach(() => {
  engine.forgetRequests()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(async () => {
  await unmountAll()
  vi.useRealTimers()
})

/** Shows the list of a flow that was loaded before, and waits for the first check. */
async function render(selectActive = () => [sidOf('FN', 1)]) {
  const restart = vi.fn<() => void>()
  const client = createQueryClient()
  client.setQueryData(sessionQuery().queryKey, { demo: false, mask: false, access: 'password', user: 'ada' })
  const loader = {
    state: 'ended' as const,
    pages: [pageSummary()],
    epoch: 0,
    problem: null,
    filtered: null,
    pause: () => {},
    loadMore: () => {},
    loadAll: () => {},
    restart,
  }
  const hook = await renderHook(
    () => useNewItems({ runList, loader, selectActive }),
    {},
    (children) => createElement(QueryClientProvider, { client }, children),
  )
  await wait(0)
  return { hook, restart }
}

async function wait(ms: number): Promise<void> {
  await act(async () => void (await vi.advanceTimersByTimeAsync(ms)))
  await settle()
}

/** Answers the last check, and the refresh after it. */
async function endCheck(count: number): Promise<void> {
  await settle(() => engine.last('checkForNew').respond({ count, hasMore: false }))
  await settle(() => engine.last('refresh').respond({ changed: 0 }))
}

test('shows what a check found before the refresh after it is over', async () => {
  const { hook } = await render()
  await settle(() => engine.last('checkForNew').respond({ count: 3, hasMore: false }))
  expect(hook.current.found.count).toBe(3)
  expect(engine.last('refresh').params).toEqual({ runList, engagementSids: [sidOf('FN', 1)] })
})

test('refreshes nothing when no engagement in view is active', async () => {
  const { hook } = await render(() => [])
  await settle(() => engine.last('checkForNew').respond({ count: 3, hasMore: false }))
  expect(hook.current.found.count).toBe(3)
  expect(engine.requests('refresh')).toHaveLength(0)
})

test('checks again only after a check is over', async () => {
  await render()
  await wait(40_000)
  expect(engine.requests('checkForNew')).toHaveLength(1)
  await endCheck(0)
  await wait(15_000)
  expect(engine.requests('checkForNew')).toHaveLength(2)
})

test('failed checks are counted until the next one succeeds', async () => {
  const { hook } = await render()
  await settle(() => engine.last('checkForNew').fail(new Problem('unavailable')))
  await wait(15_000)
  await settle(() => engine.last('checkForNew').fail(new Problem('unavailable')))
  expect(hook.current.failures).toBe(2)
  await wait(15_000)
  await endCheck(1)
  expect(hook.current).toMatchObject({ failures: 0, found: { count: 1 } })
  expect(engine.requests('checkForNew')).toHaveLength(3)
})

test('a merge aborts the check that runs, drops its late answer and counts no failure', async () => {
  const { hook } = await render()
  const check = engine.last('checkForNew')
  await settle(() => hook.current.merge())
  expect(hook.current.merging).toBe('pending')
  expect(check.isAborted).toBe(true)
  await settle(() => engine.last('fetchNew').respond({ added: 2 }))
  await settle(() => check.respond({ count: 2, hasMore: false }))
  expect(hook.current).toMatchObject({ merging: 'idle', found: { count: 0 }, failures: 0 })
})

test('no check runs during a merge', async () => {
  const { hook } = await render()
  await endCheck(2)
  await settle(() => hook.current.merge())
  await wait(60_000)
  expect(engine.requests('checkForNew')).toHaveLength(1)
  await settle(() => engine.last('fetchNew').respond({ added: 2 }))
  await wait(15_000)
  expect(engine.requests('checkForNew')).toHaveLength(2)
})

test('a merge that failed keeps what was found, and is tried again when the failure may be over', async () => {
  const { hook } = await render()
  await endCheck(2)
  await settle(() => hook.current.merge())
  await settle(() => engine.last('fetchNew').fail(new Problem('unavailable')))
  expect(hook.current).toMatchObject({ merging: { kind: 'unavailable' }, found: { count: 2 } })
  await settle(() => retryTick.set(retryTick.get() + 1))
  expect(engine.requests('fetchNew')).toHaveLength(2)
  await settle(() => engine.last('fetchNew').respond({ added: 2 }))
  expect(hook.current).toMatchObject({ merging: 'idle', found: { count: 0 } })
})

test('too many new engagements restart the loading', async () => {
  const { hook, restart } = await render()
  await settle(() => hook.current.merge())
  await settle(() => engine.last('fetchNew').respond({ added: null }))
  expect(restart).toHaveBeenCalledTimes(1)
  expect(hook.current.merging).toBe('idle')
})

test('unmounting aborts a check, and no other one follows', async () => {
  const { hook } = await render()
  await hook.unmount()
  expect(engine.last('checkForNew').isAborted).toBe(true)
  await wait(60_000)
  expect(engine.requests('checkForNew')).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('unmounting aborts a merge: its late answer restarts nothing', async () => {
  const { hook, restart } = await render()
  await settle(() => hook.current.merge())
  await hook.unmount()
  expect(engine.last('fetchNew').isAborted).toBe(true)
  await settle(() => engine.last('fetchNew').respond({ added: null }))
  expect(restart).not.toHaveBeenCalled()
})
