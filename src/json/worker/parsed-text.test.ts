import { afterEach, expect, test, vi } from 'vitest'

import { JsonTextError } from '#json/parse/json-text-error.ts'
import { FakeWorker } from '#testing/fake-worker.ts'

import { parseText } from './parsed-text.ts'

afterEach(() => void vi.unstubAllGlobals())

test('a text has its index, or the error why it is not JSON, and an id of its own', async () => {
  const [first, second, invalid] = await Promise.all([parseText('[1]'), parseText('[1]'), parseText('[1')])
  expect(first).toMatchObject({ text: '[1]', result: { text: '[1]', size: 2 } })
  expect(invalid.result).toBeInstanceOf(JsonTextError)
  expect(new Set([first.id, second.id, invalid.id]).size).toBe(3)
})

test('an aborted text is not indexed in the page instead', async () => {
  const text = JSON.stringify('x'.repeat(300_000))
  vi.stubGlobal('Worker', FakeWorker)
  const controller = new AbortController()
  const parsed = parseText(text, controller.signal)
  controller.abort()
  await expect(parsed).rejects.toMatchObject({ name: 'AbortError' })
})
