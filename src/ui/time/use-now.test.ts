import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { useNow } from './use-now.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 0 }))
afterEach(async () => {
  await unmountAll()
  vi.useRealTimers()
})

test('after a while without users, the first one does not get the time of the last', async () => {
  vi.setSystemTime(60_000)
  const first = await renderHook(useNow, undefined)
  expect(first.current).toBe(60_000)
  await settle(() => vi.advanceTimersByTime(10_000))
  expect(first.current).toBe(70_000)
  await first.unmount()
  vi.setSystemTime(3_600_000)
  const second = await renderHook(useNow, undefined)
  expect(second.current).toBe(3_600_000)
  // One that is shown later shares the time.
  vi.setSystemTime(3_605_000)
  expect((await renderHook(useNow, undefined)).current).toBe(3_600_000)
})
