import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { renderHook, settle, unmountAll } from '#testing/render-hook.ts'
import { preloadSearch } from '#pages/shared/search/load-search.ts'

import { useSearchInput } from './use-search-input.ts'

beforeEach(async () => {
  await preloadSearch()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(async () => {
  await unmountAll()
  vi.useRealTimers()
})

/** Types a letter every `intervalMs`, and waits a second. @returns the milliseconds of each submission */
async function typeLetters(count: number, intervalMs: number): Promise<{ times: number[]; last: string }> {
  const start = performance.now()
  const times: number[] = []
  let query: ListQuery = emptyQuery
  const hook = await renderHook(
    ({ shown }: { shown: ListQuery }) =>
      useSearchInput(shown, (next) => {
        query = next
        times.push(performance.now() - start)
      }),
    { shown: query },
  )
  for (let n = 1; n <= count; n++) {
    await act(async () => hook.current.type('x'.repeat(n)))
    await settle()
    await hook.rerender({ shown: query })
    await act(async () => void (await vi.advanceTimersByTimeAsync(intervalMs)))
  }
  await act(async () => void (await vi.advanceTimersByTimeAsync(1000)))
  return { times, last: query.text }
}

test('each letter of a word typed fast is submitted at once', async () => {
  const { times, last } = await typeLetters(8, 40)
  expect(times).toEqual([0, 40, 80, 120, 160, 200, 240, 280])
  expect(last).toBe('xxxxxxxx')
})

test('a key held down submits less often than browsers let an address change', async () => {
  const { times, last } = await typeLetters(300, 33)
  expect(last).toBe('x'.repeat(300))
  const inTenSeconds = times.map(
    (time) => times.filter((each) => each >= time && each < time + 10_000).length,
  )
  expect(Math.max(...inTenSeconds)).toBeLessThan(95)
  expect(times.length).toBeGreaterThan(60)
})
