import { expect, test, vi } from 'vitest'

import { sleep } from './backoff.ts'

test('sleeps for longer than a timer can: not at all would repeat a rate-limited request at once', async () => {
  const abort = new AbortController()
  vi.useFakeTimers()
  const sleeping = sleep(99_999_999_000, abort.signal).catch((thrown: unknown) => thrown)
  await vi.advanceTimersByTimeAsync(60_000)
  abort.abort()
  expect(await sleeping).toMatchObject({ name: 'AbortError' })
  vi.useRealTimers()
})
