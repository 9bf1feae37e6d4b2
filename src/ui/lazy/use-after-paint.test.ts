import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { useAfterPaint } from './use-after-paint.ts'

let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', (id: number) => void frames.splice(id - 1, 1, () => {}))
})
afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
})

const renderAfterPaint = (isReady: boolean) => renderHook(useAfterPaint, isReady)
const paint = () => settle(() => frames.splice(0).forEach((frame) => frame()))

test('turns true once what is ready has been painted, and stays true', async () => {
  const hook = await renderAfterPaint(false)
  await paint()
  expect(hook.current).toBe(false)
  await hook.rerender(true)
  expect(hook.current).toBe(false)
  await paint()
  expect(hook.current).toBe(true)
  await hook.rerender(false)
  expect(hook.current).toBe(true)
})

test('what is gone before the next frame was not painted', async () => {
  const hook = await renderAfterPaint(true)
  await hook.rerender(false)
  await paint()
  expect(hook.current).toBe(false)
})
