import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { silenceLimit, withTimeout } from './timeout.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

test('gives up after the limit of silence', async () => {
  const failure = withTimeout(undefined, untilAborted).catch((thrown: unknown) => thrown)
  await vi.advanceTimersByTimeAsync(silenceLimit)
  expect(await failure).toMatchObject({ name: 'TimeoutError' })
})

test('each sign of life starts the limit anew', async () => {
  let gaveUp = false
  const work = withTimeout(undefined, async (signal, alive) => {
    setTimeout(alive, silenceLimit - 1)
    return await untilAborted(signal)
  }).catch(() => {
    gaveUp = true
  })
  await vi.advanceTimersByTimeAsync(silenceLimit + 1)
  expect(gaveUp).toBe(false)
  await vi.advanceTimersByTimeAsync(silenceLimit)
  await work
  expect(gaveUp).toBe(true)
})

test('the caller’s abort comes through as it is', async () => {
  const abort = new AbortController()
  const failure = withTimeout(abort.signal, untilAborted).catch((thrown: unknown) => thrown)
  abort.abort()
  expect(await failure).toMatchObject({ name: 'AbortError' })
})
