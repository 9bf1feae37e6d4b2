import { expect, test, vi } from 'vitest'

import type { Handler } from '#server/http/handler.ts'

import { createReadiness } from './readiness.ts'

function setupReadiness(respond: Handler) {
  const send = vi.fn<Handler>(respond)
  let time = 0
  const readiness = createReadiness({ send, now: () => time })
  return { send, ...readiness, pass: (ms: number) => (time += ms) }
}

test.each<[number, unknown]>([
  [200, null],
  [429, null],
  [401, expect.stringContaining('Twilio rejects the credentials (401)')],
  [403, expect.stringContaining('Twilio rejects the credentials (403)')],
  [502, expect.stringContaining('Twilio is not available (status 502).')],
  [504, expect.stringContaining('Twilio is not available (status 504).')],
])('when Twilio answers with %i, the reason is %j', async (status, sentence) => {
  const { unreadyReason, send } = setupReadiness(async () => new Response('{}', { status }))
  expect(await unreadyReason()).toEqual(sentence)
  expect(send.mock.calls[0]?.[0].url).toMatch(/\/api\/v1\/Flows\?PageSize=1$/)
})

test('sends one check for simultaneous probes, and reuses its result for 15 seconds', async () => {
  const { unreadyReason, send, pass } = setupReadiness(async () => new Response('{}', { status: 502 }))
  await Promise.all([unreadyReason(), unreadyReason(), unreadyReason()])
  pass(14_999)
  await unreadyReason()
  expect(send).toHaveBeenCalledTimes(1)
  pass(1)
  send.mockResolvedValue(new Response('{}'))
  expect(await unreadyReason()).toBe(null)
  expect(send).toHaveBeenCalledTimes(2)
})

test('the body of a response is not read: it may be endless', async () => {
  let pulled = 0
  const cancel = vi.fn<() => void>()
  const { unreadyReason } = setupReadiness(async () => {
    const body = new ReadableStream(
      { pull: (controller) => controller.enqueue(new Uint8Array(++pulled)), cancel },
      { highWaterMark: 0 },
    )
    return new Response(body)
  })
  expect(await unreadyReason()).toBe(null)
  expect([pulled, cancel.mock.calls.length]).toEqual([0, 1])
})

test('a check that gets no response times out', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
  const { unreadyReason } = setupReadiness(({ signal }) => Promise.reject(signal.reason))
  expect(await unreadyReason()).toBe('Twilio did not answer within 5 seconds.')
  vi.restoreAllMocks()
})

test('a server that gets responses from Twilio is ready, and sends no check', async () => {
  const { unreadyReason, send, handleProxyEvent, pass } = setupReadiness(() =>
    Promise.reject(new Error('waited too long')),
  )
  handleProxyEvent({ kind: 'answered', endpoint: 'engagements', status: 200, ms: 900 })
  pass(14_999)
  expect(await unreadyReason()).toBe(null)
  expect(send).not.toHaveBeenCalled()
  pass(1)
  const waiting = unreadyReason()
  handleProxyEvent({ kind: 'answered', endpoint: 'engagements', status: 429, ms: 900 })
  expect(await waiting).toBe(null)
})

test('error responses do not make the server ready', async () => {
  const { unreadyReason, handleProxyEvent } = setupReadiness(async () => new Response('{}', { status: 502 }))
  for (const status of [302, 401, 403, 500, 503])
    handleProxyEvent({ kind: 'answered', endpoint: 'flows', status, ms: 9 })
  handleProxyEvent({ kind: 'dispatched', endpoint: 'flows' })
  expect(await unreadyReason()).not.toBe(null)
})

test('a server that is stopping is unready at once, without a check', async () => {
  const { unreadyReason, send, drain } = setupReadiness(async () => new Response('{}'))
  expect(await unreadyReason()).toBe(null)
  drain()
  expect(await unreadyReason()).toContain('Flowdesk is stopping')
  expect(send).toHaveBeenCalledTimes(1)
})

test('a server that cannot reach what servers share is ready with a warning, and unready while it cannot check sessions', async () => {
  const shared = { isUp: false, canCheckSessions: false }
  const { unreadyReason, warning } = createReadiness({
    send: async () => new Response('{}'),
    sharedState: { isUp: () => shared.isUp, canCheckSessions: () => shared.canCheckSessions },
  })
  expect(await unreadyReason()).toContain('every sign-in is refused')
  shared.canCheckSessions = true
  expect([await unreadyReason(), warning()]).toEqual([null, expect.stringContaining('cannot be reached')])
  shared.isUp = true
  expect([await unreadyReason(), warning()]).toEqual([null, null])
})
