import { afterEach, expect, test, vi } from 'vitest'

import { sendToServer } from './server-fetch.ts'

afterEach(() => void vi.unstubAllGlobals())

/** Sends a request with that signal; `fetch` rejects with `thrown`. */
function sendRejecting(thrown: unknown, signal?: AbortSignal): Promise<void> {
  vi.stubGlobal('fetch', () => Promise.reject(thrown))
  return sendToServer('POST', '/api/audit', signal && { signal })
}

// Safari rejects with an AbortError whatever the reason was.
const abortError = new DOMException('Fetch is aborted', 'AbortError')

test('an abort by the caller rejects with an AbortError', async () => {
  await expect(sendRejecting(abortError, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
})

test.each([
  ['is lost', new TypeError('Load failed'), undefined],
  ['is aborted by the browser', abortError, undefined],
  ['is aborted by the browser, with a signal that is not aborted', abortError, new AbortController().signal],
  ['times out', abortError, AbortSignal.abort(new DOMException('', 'TimeoutError'))],
])('a connection that %s rejects with "unreachable"', async (_case, thrown, signal) => {
  await expect(sendRejecting(thrown, signal)).rejects.toMatchObject({ name: 'Problem', kind: 'unreachable' })
})
