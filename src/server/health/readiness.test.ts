import { expect, test, vi } from 'vitest'

import type { Handler } from '#server/http/handler.ts'

import { createReadiness } from './readiness.ts'

function answering(answer: Handler) {
  const ask = vi.fn<Handler>(answer)
  let time = 0
  const readiness = createReadiness({ ask, now: () => time })
  return { ask, ...readiness, pass: (ms: number) => (time += ms) }
}

test.each<[number, unknown]>([
  [200, null],
  [429, null],
  [401, expect.stringContaining('Twilio refuses the credentials (401)')],
  [403, expect.stringContaining('Twilio refuses the credentials (403)')],
  [502, expect.stringContaining('Twilio cannot be read just now (502).')],
  [504, expect.stringContaining('Twilio cannot be read just now (504).')],
])('when Twilio answers %i', async (status, sentence) => {
  const { objection, ask } = answering(async () => new Response('{}', { status }))
  expect(await objection()).toEqual(sentence)
  expect(ask.mock.calls[0]?.[0].url).toMatch(/\/api\/v1\/Flows\?PageSize=1$/)
})

test('one question for all who ask at once, and for 15 seconds, whatever the answer', async () => {
  const { objection, ask, pass } = answering(async () => new Response('{}', { status: 502 }))
  await Promise.all([objection(), objection(), objection()])
  pass(14_999)
  await objection()
  expect(ask).toHaveBeenCalledTimes(1)
  pass(1)
  ask.mockResolvedValue(new Response('{}'))
  expect(await objection()).toBe(null)
  expect(ask).toHaveBeenCalledTimes(2)
})

test('an answer that breaks off', async () => {
  const { objection } = answering(async () => {
    return new Response(new ReadableStream({ start: (controller) => controller.error(new Error('gone')) }))
  })
  expect(await objection()).toBe('Twilio’s answer broke off.')
})

test('an answer that does not come is not waited for', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
  const { objection } = answering(({ signal }) => Promise.reject(signal.reason))
  expect(await objection()).toBe('Twilio did not answer within 5 seconds.')
  vi.restoreAllMocks()
})

test('a server that is busy with Twilio’s answers is ready, and does not ask by itself', async () => {
  const { objection, ask, heard, pass } = answering(() => Promise.reject(new Error('waited too long')))
  heard({ kind: 'answered', read: 'engagements', status: 200, ms: 900 })
  pass(14_999)
  expect(await objection()).toBe(null)
  expect(ask).not.toHaveBeenCalled()
  pass(1)
  const waiting = objection()
  heard({ kind: 'answered', read: 'engagements', status: 429, ms: 900 })
  expect(await waiting).toBe(null)
})

test('answers that show a fault do not make it ready', async () => {
  const { objection, heard } = answering(async () => new Response('{}', { status: 502 }))
  for (const status of [302, 401, 403, 500, 503]) heard({ kind: 'answered', read: 'flows', status, ms: 9 })
  heard({ kind: 'dispatched', read: 'flows' })
  expect(await objection()).not.toBe(null)
})

test('a server that stops says so at once, without asking', async () => {
  const { objection, ask, drain } = answering(async () => new Response('{}'))
  expect(await objection()).toBe(null)
  drain()
  expect(await objection()).toContain('Flowdesk is stopping')
  expect(ask).toHaveBeenCalledTimes(1)
})
