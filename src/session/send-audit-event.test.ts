import { afterEach, expect, test, vi } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { sendAuditEvent } from './send-audit-event.ts'
import { onClientEvent } from '#status/system-status.ts'

const flow = sidOf('FW', 1)

afterEach(() => void vi.unstubAllGlobals())

function stubServer(respond: () => Promise<Response>) {
  const requests: { url: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    requests.push({ url, body })
    return await respond()
  })
  return requests
}

test('sends the event unchanged', async () => {
  const requests = stubServer(async () => new Response(null, { status: 204 }))
  await sendAuditEvent({ event: 'export', flow, count: 37 })
  await sendAuditEvent({ event: 'unmask', flow, engagement: sidOf('FN', 1) })
  expect(requests).toEqual([
    { url: '/api/audit', body: JSON.stringify({ event: 'export', flow, count: 37 }) },
    { url: '/api/audit', body: JSON.stringify({ event: 'unmask', flow, engagement: sidOf('FN', 1) }) },
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
] as const)('a failure (%s) is thrown and emitted', async (kind, respond) => {
  stubServer(respond)
  const events: unknown[] = []
  const unsubscribe = onClientEvent((event) => events.push(event))
  await expect(sendAuditEvent({ event: 'export', flow })).rejects.toMatchObject({ name: 'Problem', kind })
  expect(events).toEqual([{ type: 'failed', kind }])
  unsubscribe()
})
