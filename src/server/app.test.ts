import { expect, test } from 'vitest'

import type { Handler } from '#server/http/handler.ts'

import { createApi } from './api.ts'
import { createApp } from './app.ts'

const upstream: Handler = async () => new Response('upstream')
const files: Handler = async () => new Response('files')
const app = createApp({ api: createApi({ upstream, demo: true }), files })

const ask = (path: string, init?: RequestInit) => app(new Request(`http://localhost${path}`, init))

test.each([
  ['/', 'files'],
  ['/flows/x', 'files'],
  ['/apiary', 'files'],
  ['/API/v1/Flows', 'files'],
  ['/api', 'upstream'],
  ['/api/', 'upstream'],
  ['/api/v1/Flows?PageSize=5', 'upstream'],
  ['/flows/../api/v1/Flows', 'upstream'],
])('%s is answered by %s', async (path, by) => {
  expect(await (await ask(path)).text()).toBe(by)
})

test('the session says whether this is demo data, to this page only and for now', async () => {
  for (const demo of [true, false]) {
    // oxlint-disable-next-line no-await-in-loop -- two values
    const answer = await createApi({ upstream, demo })(new Request('http://localhost/api/session'))
    // oxlint-disable-next-line no-await-in-loop -- two values
    expect(await answer.json()).toEqual({ demo, access: 'local', user: 'local' })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

test('the session is only read', async () => {
  expect((await ask('/api/session', { method: 'POST' })).status).toBe(405)
})
