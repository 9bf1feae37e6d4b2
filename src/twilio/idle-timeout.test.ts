import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { idleTimeoutMs, withIdleTimeout } from './idle-timeout.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const rejectOnAbort = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

test('rejects with a TimeoutError after idleTimeoutMs', async () => {
  const failure = withIdleTimeout(undefined, rejectOnAbort).catch((thrown: unknown) => thrown)
  await vi.advanceTimersByTimeAsync(idleTimeoutMs)
  expect(await failure).toMatchObject({ name: 'TimeoutError' })
})

test('keepAlive restarts the timeout', async () => {
  let timedOut = false
  const work = withIdleTimeout(undefined, async (signal, keepAlive) => {
    setTimeout(keepAlive, idleTimeoutMs - 1)
    return await rejectOnAbort(signal)
  }).catch(() => {
    timedOut = true
  })
  await vi.advanceTimersByTimeAsync(idleTimeoutMs + 1)
  expect(timedOut).toBe(false)
  await vi.advanceTimersByTimeAsync(idleTimeoutMs)
  await work
  expect(timedOut).toBe(true)
})

test('the caller’s abort is passed on unchanged', async () => {
  const abort = new AbortController()
  const failure = withIdleTimeout(abort.signal, rejectOnAbort).catch((thrown: unknown) => thrown)
  abort.abort()
  expect(await failure).toMatchObject({ name: 'AbortError' })
})
