import { describe, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { membersOf } from '#json/members.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import type { AskNews } from './ask.ts'
import { createClient } from './client.ts'

const flowSid = sidOf('FW', 1)
const engagementSid = sidOf('FN', 2)

/** A client on answers given one after the other, the last one for ever; and what was asked, and how long was waited. */
function clientOn(...answers: (() => Response | Promise<Response>)[]) {
  const asked: string[] = []
  const waits: number[] = []
  const told: AskNews[] = []
  let at = 0
  const client = createClient({
    base: '/api',
    split: async (...args) => membersOf(...args),
    fetch: async (input, init) => {
      asked.push(input instanceof Request ? input.url : input.toString())
      init?.signal?.throwIfAborted()
      const answer = answers[Math.min(at++, answers.length - 1)]
      return answer ? await answer() : Response.error()
    },
    sleep: async (ms) => void waits.push(ms),
    tell: (news) => told.push(news),
  })
  return { client, asked, waits, told }
}

const json = (value: unknown) => () => Response.json(value)
const fails =
  (status: number, headers: HeadersInit = {}) =>
  () =>
    Response.json({ code: 20000 + status, message: 'No', status }, { status, headers })

describe('what it asks for', () => {
  test('the first page and the next by its token, as it came', async () => {
    const { client, asked } = clientOn(() => new Response(pageBytes([])))
    await client.engagementsPage(flowSid, null, undefined)
    await client.engagementsPage(flowSid, { page: '3', token: 'PT a/b=' }, undefined)
    expect(asked).toEqual([
      `/api/v1/Flows/${flowSid}/Engagements?PageSize=1000`,
      `/api/v1/Flows/${flowSid}/Engagements?PageSize=1000&Page=3&PageToken=PT%20a%2Fb%3D`,
    ])
  })

  test('all pages of a short list', async () => {
    const flow = { sid: flowSid, status: 'published' }
    const { client } = clientOn(
      () => new Response(pageBytes([flow], { key: 'flows', next: 'b' })),
      () => new Response(pageBytes([flow], { key: 'flows' })),
    )
    expect(await client.flows(undefined)).toHaveLength(2)
  })

  test('steps, whose numbers keep their digits', async () => {
    const context = '{"id":9007199254740993123,"count":7}'
    const page = `{"meta":{"key":"steps","next_page_url":null},"steps":[{"context":${context}}]}`
    const [step] = await clientOn(() => new Response(page)).client.steps(flowSid, engagementSid, undefined)
    expect(step?.context).toEqual({ id: '9007199254740993123', count: 7 })
  })

  test('a short list that goes round in circles is a failure, not a hang', async () => {
    const { client } = clientOn(() => new Response(pageBytes([], { key: 'flows', next: 'b' })))
    await expect(client.flows(undefined)).rejects.toMatchObject({ kind: 'not-json' })
  })

  test('a context comes digit for digit', async () => {
    const context = '{"id":9007199254740993123,"x":1.0,"a":1,"a":2}'
    const { client } = clientOn(() => new Response(`{"flow_sid":null, "context": ${context} }`))
    expect(await client.context(flowSid, engagementSid, undefined)).toBe(context)
  })
})

describe('when it asks again', () => {
  test('a 429 waits as long as Retry-After says', async () => {
    const { client, waits } = clientOn(fails(429, { 'retry-after': '7' }), json({ sid: flowSid }))
    await client.flow(flowSid, undefined)
    expect(waits).toEqual([7000])
  })

  test('a 429 without Retry-After backs off', async () => {
    const { client, waits } = clientOn(fails(429), fails(429), json({}))
    await client.flow(flowSid, undefined)
    expect(waits).toHaveLength(2)
    expect(waits[1]).toBeGreaterThan(499)
  })

  test('it tells that it waits for Twilio, and until when; other waits are nobody’s business', async () => {
    const { client, told } = clientOn(fails(503), fails(429, { 'retry-after': '7' }), json({}))
    const before = Date.now()
    await client.flow(flowSid, undefined)
    expect(told).toEqual([{ news: 'slow-down', until: expect.any(Number) }])
    const until = told[0]?.news === 'slow-down' ? told[0].until : 0
    expect(until - before).toBeGreaterThanOrEqual(7000)
    expect(until - before).toBeLessThan(8000)
  })

  test('it tells what failed for good, and no abort', async () => {
    const { client, told } = clientOn(fails(503))
    await expect(client.flow(flowSid, undefined)).rejects.toBeInstanceOf(Problem)
    expect(told).toEqual([{ news: 'failed', kind: 'unavailable' }])
    await expect(client.flow(flowSid, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    expect(told).toHaveLength(1)
  })

  test('a 503 recovers; one that stays is told', async () => {
    await expect(
      clientOn(fails(503), json({ version: 3 })).client.flow(flowSid, undefined),
    ).resolves.toMatchObject({ version: 3 })
    const { client, asked } = clientOn(fails(503))
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind: 'unavailable', status: 503 })
    expect(asked).toHaveLength(3)
  })

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [400, 'bad-request'],
  ])('a %i is told at once', async (status, kind) => {
    const { client, asked } = clientOn(fails(status))
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind, code: 20000 + status })
    expect(asked).toHaveLength(1)
  })

  test('an abort is passed on as it is, and nothing is asked again', async () => {
    const abort = new AbortController()
    const { client, asked } = clientOn(() => {
      abort.abort()
      throw new DOMException('Aborted', 'AbortError')
    })
    await expect(client.flow(flowSid, abort.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toHaveLength(1)
  })
})

describe('an answer that is no such answer', () => {
  test.each([
    ['HTML', '<!doctype html><title>Sign in</title>', 'not-json'],
    ['JSON cut short', '{"sid":"FW0', 'cut-short'],
    ['nothing', '', 'not-json'],
    ['another shape', '[1]', 'not-json'],
  ])('%s', async (_name, body, kind) => {
    const { client } = clientOn(() => new Response(body))
    const failure = client.flow(flowSid, undefined)
    await expect(failure).rejects.toBeInstanceOf(Problem)
    await expect(failure).rejects.toMatchObject({ kind })
  })

  test('a connection that breaks', async () => {
    const { client, asked } = clientOn(
      () => new Response(new ReadableStream({ start: (c) => c.error(new TypeError('network error')) })),
    )
    await expect(client.flow(flowSid, undefined)).rejects.toMatchObject({ kind: 'unreachable' })
    expect(asked.length).toBeGreaterThan(1)
  })
})
