import { afterEach, expect, test, vi } from 'vitest'

import { signInScheme } from '#contract/problem.ts'
import { parseSid } from '#contract/sid.ts'

import { tellAudit } from './audit.ts'
import { onAskNews } from './weather.ts'

const flow = parseSid('FW', `FW${'a'.repeat(32)}`)

afterEach(() => vi.unstubAllGlobals())

function answering(answer: () => Promise<Response>) {
  const fetched = vi.fn<(address: string, init: RequestInit) => Promise<Response>>(answer)
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('a note is sent as JSON', async () => {
  if (flow === null) throw new Error('It is a SID.')
  const fetched = answering(async () => new Response(null, { status: 204 }))
  await tellAudit({ event: 'unmask', flow })
  expect(fetched).toHaveBeenCalledWith('/api/audit', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: 'unmask', flow }),
  })
})

test.each([
  [
    'signed-out',
    async () => new Response('', { status: 401, headers: { 'www-authenticate': signInScheme } }),
  ],
  ['unavailable', async () => new Response('', { status: 503 })],
  ['unreachable', async () => Promise.reject(new TypeError('Failed to fetch'))],
] as const)('%s: it rejects, and whoever follows such things hears of it', async (kind, answer) => {
  answering(answer)
  const news = vi.fn<Parameters<typeof onAskNews>[0]>()
  const stop = onAskNews(news)
  await expect(tellAudit({ event: 'unmask' })).rejects.toMatchObject({ name: 'Problem', kind })
  stop()
  expect(news).toHaveBeenCalledWith({ news: 'failed', kind })
})
