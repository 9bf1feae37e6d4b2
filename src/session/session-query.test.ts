import { afterEach, expect, test, vi } from 'vitest'

import { createQueryClient } from '#queries/query-client.ts'
import { waitFor } from '#testing/wait-for.ts'
import { fetchSession } from './session-query.ts'

afterEach(() => void vi.unstubAllGlobals())

const session = { demo: false, mask: false, access: 'password', user: 'ada' }

/** Requests the session while `fetch` is replaced. */
function fetchWith(respond: () => Promise<Response>) {
  vi.stubGlobal('fetch', respond)
  return fetchSession(createQueryClient())
}

test('returns the session that the server sent', async () => {
  expect(await fetchWith(async () => Response.json(session))).toEqual(session)
})

test('a session requested before a sign-in is not returned after it', async () => {
  const client = createQueryClient()
  const responses = Array.from({ length: 2 }, () => Promise.withResolvers<Response>())
  const fetch = vi.fn<() => Promise<Response>>()
  for (const { promise } of responses) fetch.mockReturnValueOnce(promise)
  vi.stubGlobal('fetch', fetch)
  const early = fetchSession(client)
  await waitFor(() => expect(fetch).toHaveBeenCalledTimes(1))
  const [afterSignIn, inOtherTab] = [fetchSession(client), fetchSession(client)]
  responses[0]?.resolve(Response.json({ ...session, user: null }))
  responses[1]?.resolve(Response.json(session))
  expect(await early).toMatchObject({ user: null })
  expect([await afterSignIn, await inOtherTab]).toEqual([session, session])
  expect(fetch).toHaveBeenCalledTimes(2)
})

const brokenResponse = (thrown: unknown) =>
  new Response(new ReadableStream({ pull: (stream) => stream.error(thrown) }))

test.each([
  ['a proxy without a server', async () => new Response('<html>', { status: 502 })],
  ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['aborted by the browser', () => Promise.reject(new DOMException('', 'AbortError'))],
  ['the response breaks off', async () => brokenResponse(new TypeError('network error'))],
  ['the response is aborted by the browser', async () => brokenResponse(new DOMException('', 'AbortError'))],
])('unreachable: %s', async (_case, respond) => {
  await expect(fetchWith(respond)).rejects.toMatchObject({ name: 'Problem', kind: 'unreachable' })
})

test.each([
  [404, async () => new Response('<html>', { status: 404 })],
  [200, async () => new Response('<html>')],
  [200, async () => Response.json({})],
])('a response with status %i that is not a session is unexpected', async (status, respond) => {
  await expect(fetchWith(respond)).rejects.toMatchObject({ kind: 'unexpected', status })
})

test('an error in our own code does not count as an unreachable server', async () => {
  const result = fetchWith(() => {
    throw new TypeError('Illegal invocation')
  })
  await expect(result).rejects.toMatchObject({ name: 'TypeError' })
})
