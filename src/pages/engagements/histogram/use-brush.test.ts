import type { MouseEvent, PointerEvent } from 'react'
import { afterEach, expect, test, vi } from 'vitest'

import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'

import { timeScale } from './geometry.ts'
import { useBrush, type OnRangeChange } from './use-brush.ts'

afterEach(unmountAll)

/** The part of a pointer event that is read. */
function pointerEvent(clientX: number) {
  const currentTarget = { getBoundingClientRect: () => ({ left: 0 }), setPointerCapture: () => {} }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return {
    clientX,
    button: 0,
    isPrimary: true,
    pointerId: 1,
    currentTarget,
  } as unknown as PointerEvent<HTMLElement>
}

/** A chart of 400 px with bars of one second, from `from` to `to` seconds. */
async function renderBrush() {
  const onRange = vi.fn<OnRangeChange>()
  const hook = await renderHook(
    ({ from, to }: { from: number; to: number }) =>
      useBrush({
        edges: Array.from({ length: to - from + 1 }, (_, i) => (from + i) * 1000),
        scale: timeScale({ from: from * 1000, to: to * 1000 }, 0, 400),
        left: 0,
        range: { from: 2000, to: 10_000 },
        onRange,
      }),
    { from: 0, to: 10 },
  )
  return {
    onRange,
    rerender: hook.rerender,
    press: (x: number) => settle(() => hook.current.pointer.onPointerDown(pointerEvent(x))),
    move: (x: number) => settle(() => hook.current.pointer.onPointerMove(pointerEvent(x))),
    release: async (detail: number) => {
      await settle(() => hook.current.pointer.onPointerUp())
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of the event that is read
      await settle(() => hook.current.pointer.onClick({ detail } as MouseEvent))
    },
  }
}

/** A click anywhere on the page. @returns whether what was clicked may notice it */
function clickPage(detail: number) {
  const click = Object.assign(new Event('click', { cancelable: true }), { detail })
  return window.dispatchEvent(click)
}

test('bars that move below a pressed pointer do not turn a click into a drag', async () => {
  const { onRange, rerender, press, move, release } = await renderBrush()
  await press(100)
  await rerender({ from: 0, to: 40 })
  // Browsers send a move where the page has moved below the pointer.
  await move(100)
  await release(1)
  expect(onRange.mock.calls).toEqual([[{ from: 2000, to: 3000 }]])
})

test('a second click undoes the first, wherever it hits what the first has moved there; a third does nothing', async () => {
  const { onRange, press, release } = await renderBrush()
  await press(100)
  await release(1)
  expect(clickPage(2)).toBe(false)
  expect(onRange.mock.lastCall).toEqual([{ from: null, to: null }, { replace: true }])
  await press(100)
  await release(3)
  expect(onRange).toHaveBeenCalledTimes(2)
})

test('a click elsewhere is no second click', async () => {
  const { onRange, press, release } = await renderBrush()
  await press(100)
  await release(1)
  expect([clickPage(1), clickPage(2)]).toEqual([true, true])
  expect(onRange).toHaveBeenCalledTimes(1)
})

test('a pointer that moves to another bar selects from one to the other', async () => {
  const { onRange, press, move, release } = await renderBrush()
  await press(100)
  await move(130)
  await release(1)
  expect(onRange.mock.calls).toEqual([[{ from: 2000, to: 4000 }]])
})
