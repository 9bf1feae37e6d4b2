import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { isMissingChunk, loadChunk } from './lazy-chunk.ts'

/** The request with which `loadChunk` checks that the server is reachable. */
const fetchMock = vi.fn<() => Promise<Response>>()

beforeEach(() => {
  vi.useFakeTimers()
  fetchMock.mockReset().mockResolvedValue(new Response())
  vi.stubGlobal('fetch', fetchMock)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Errors with which browsers reject an `import()`. All of them were observed. */
const loadErrors = [
  new TypeError('Failed to fetch dynamically imported module: https://flowdesk.example/assets/a.js'),
  new TypeError('error loading dynamically imported module: https://flowdesk.example/assets/a.js'),
  new TypeError('Importing a module script failed.'),
  new TypeError("'text/html' is not a valid JavaScript MIME type."),
  new Error('Unable to preload CSS for /assets/a.css'),
]

/** Errors that a chunk may throw when it runs, or when it is the wrong file. */
const moduleErrors = [
  new TypeError("Cannot read properties of undefined (reading 'x')"),
  new TypeError('undefined is not an object'),
  new SyntaxError("The requested module './a.js' does not provide an export named 'b'"),
  'a string',
  undefined,
]

test.each(loadErrors)('a chunk that the reachable server cannot deliver is missing: %s', async (thrown) => {
  expect(isMissingChunk(thrown)).toBe(true)
  await expect(loadChunk(() => Promise.reject(thrown))).rejects.toBe(thrown)
})

test.each(moduleErrors)('an error thrown by the chunk is not a missing chunk: %s', async (thrown) => {
  expect(isMissingChunk(thrown)).toBe(false)
  fetchMock.mockRejectedValue(new TypeError('Failed to fetch'))
  await expect(loadChunk(() => Promise.reject(thrown))).rejects.toBe(thrown)
  expect(fetchMock).not.toHaveBeenCalled()
})

test.each(loadErrors)('without a connection it retries until the chunk loads: %s', async (thrown) => {
  fetchMock.mockRejectedValue(new TypeError('Failed to fetch'))
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(thrown)
  const loading = loadChunk(load)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(load).toHaveBeenCalledTimes(6)
  load.mockResolvedValue('loaded')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await loading).toBe('loaded')
})
