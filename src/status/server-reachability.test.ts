import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createReachabilityMonitor } from './server-reachability.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A monitor for a server that is reachable or not. */
function createMonitor(isReachable: boolean) {
  const server = { isReachable, requestCount: 0 }
  const events: string[] = []
  const monitor = createReachabilityMonitor({
    isReachable: async () => {
      server.requestCount++
      return server.isReachable
    },
    onChange: (state) => events.push(state),
  })
  return { server, events, monitor }
}

const advanceMs = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a failure while the server is reachable emits nothing', async () => {
  const { server, events, monitor } = createMonitor(true)
  monitor.reportFailure()
  await advanceMs(60_000)
  expect([server.requestCount, events]).toEqual([1, []])
})

test('a lost connection is reported at once, and its return without another call', async () => {
  const { server, events, monitor } = createMonitor(false)
  monitor.reportFailure()
  await advanceMs(0)
  expect(events).toEqual(['unreachable'])
  server.isReachable = true
  await advanceMs(2_000)
  expect(events).toEqual(['unreachable', 'online'])
  await advanceMs(60_000)
  expect(server.requestCount).toBe(2)
})

test('a request from before the recovery that fails after it is retried too; later failures are not', async () => {
  const { server, events, monitor } = createMonitor(false)
  monitor.reportFailure()
  await advanceMs(0)
  server.isReachable = true
  await advanceMs(2_000)
  monitor.reportFailure()
  await advanceMs(0)
  expect(events).toEqual(['unreachable', 'online', 'online'])
  await advanceMs(10_000)
  monitor.reportFailure()
  await advanceMs(0)
  expect(events).toHaveLength(3)
})

test('checks back off, to no less than two a minute', async () => {
  const { server, monitor } = createMonitor(false)
  monitor.reportFailure()
  await advanceMs(10_000)
  const earlyCount = server.requestCount
  expect(earlyCount).toBeLessThan(6)
  await advanceMs(600_000)
  expect(server.requestCount - earlyCount).toBeGreaterThanOrEqual(20)
  expect(server.requestCount - earlyCount).toBeLessThan(28)
})

test('checkNow checks before the wait is over', async () => {
  const { server, events, monitor } = createMonitor(false)
  monitor.reportFailure()
  await advanceMs(120_000)
  server.isReachable = true
  monitor.checkNow()
  await advanceMs(0)
  expect(events.at(-1)).toBe('online')
})

test('many failures start one check', async () => {
  const { server, monitor } = createMonitor(false)
  for (let i = 0; i < 9; i++) monitor.reportFailure()
  await advanceMs(0)
  expect(server.requestCount).toBe(1)
})
