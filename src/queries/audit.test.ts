import { afterEach, expect, test, vi } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { tellAudit } from './audit.ts'
import { onAskNews } from './weather.ts'

const flow = sidOf('FW', 1)

afterEach(() => void vi.unstubAllGlobals())

function server(answer: () => Promise<Response>) {
  const asked: { address: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) => {
    asked.push({ address, body })
    return await answer()
  })
  return asked
}

test('a note is sent as it is', async () => {
  const asked = server(async () => new Response(null, { status: 204 }))
  await tellAudit({ event: 'export', flow, count: 37 })
  await tellAudit({ event: 'unmask', flow, engagement: sidOf('FN', 1) })
  expect(asked).toEqual([
    { address: '/api/audit', body: JSON.stringify({ event: 'export', flow, count: 37 }) },
    { address: '/api/audit', body: JSON.stringify({ event: 'unmask', flow, engagement: sidOf('FN', 1) }) },
  ])
})

test.each([
  [
    'signed-out',
    async () => new Response('{}', { status: 401, headers: { 'www-authenticate': 'Flowdesk' } }),
  ],
  ['unavailable', async () => new Response('', { status: 500 })],
  ['unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['unreachable', () => Promise.reject(new DOMException('', 'TimeoutError'))],
] as const)('one that is not taken: %s, which others hear of', async (kind, answer) => {
  server(answer)
  const heard: unknown[] = []
  const stop = onAskNews((news) => heard.push(news))
  await expect(tellAudit({ event: 'export', flow })).rejects.toMatchObject({ name: 'Problem', kind })
  expect(heard).toEqual([{ news: 'failed', kind }])
  stop()
})
