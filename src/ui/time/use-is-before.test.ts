import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { useIsBefore } from './use-is-before.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 0 }))
afterEach(async () => {
  await unmountAll()
  vi.useRealTimers()
})

test('turns false within a second after the time, without any other render', async () => {
  const hook = await renderHook<number, boolean>(useIsBefore, 60_000)
  expect(hook.current).toBe(true)
  await settle(() => vi.advanceTimersByTime(59_000))
  expect(hook.current).toBe(true)
  await settle(() => vi.advanceTimersByTime(1_500))
  expect(hook.current).toBe(false)
})

test('after sleep it is false as soon as the page is shown', async () => {
  const hook = await renderHook<number, boolean>(useIsBefore, 60_000)
  await settle(() => {
    vi.setSystemTime(61_000)
    document.dispatchEvent(new Event('visibilitychange'))
  })
  expect(hook.current).toBe(false)
})

test('another time counts from then on', async () => {
  const hook = await renderHook<number, boolean>(useIsBefore, 0)
  expect(hook.current).toBe(false)
  await hook.rerender(60_000)
  expect(hook.current).toBe(true)
})
