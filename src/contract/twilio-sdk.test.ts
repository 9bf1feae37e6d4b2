import { once } from 'node:events'
import { createServer } from 'node:http'

import { getRequestListener } from '@hono/node-server'
import twilio from 'twilio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'

/*
 * Twilio's own SDK reads the emulator through a real port. The SDK only builds URLs on *.twilio.com, so a subclass of its
 * HTTP client replaces the origin.
 */

const server = createServer()
let origin = ''

class LocalClient extends twilio.RequestClient {
  override request<T>(options: Parameters<typeof twilio.RequestClient.prototype.request<T>>[0]) {
    const { pathname, search } = new URL(options.uri)
    return super.request<T>({ ...options, uri: origin + pathname + search })
  }
}

const accountSid = `AC${'0'.repeat(32)}`

function clientWith(password: string) {
  return twilio(emulatorUser, password, { accountSid, httpClient: new LocalClient() })
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const emulator = createEmulator({
    now: () => Date.UTC(2026, 10, 3, 15, 20),
    origin: 'https://studio.twilio.com',
  })
  const listener = getRequestListener(emulator, { overrideGlobalObjects: false })
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing))
})

afterAll(() => server.close())

describe("Twilio's SDK", () => {
  const flow = clientWith(emulatorPassword).studio.v1.flows(flowSids.mainMenu)

  test('lists the flows', async () => {
    const flows = await clientWith(emulatorPassword).studio.v1.flows.list()
    expect(flows.find((it) => it.sid === flowSids.empty)?.status).toBe('draft')
  })

  test('pages through 2,500 engagements, 1,000 at a time', async () => {
    const engagements = await flow.engagements.list({ pageSize: 1000 })
    expect(engagements).toHaveLength(2500)
    expect(new Set(engagements.map((it) => it.sid)).size).toBe(2500)
    expect(new Set(engagements.map((it) => it.status))).toEqual(new Set(['active', 'ended']))
    const times = engagements.map((it) => it.dateCreated.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('follows page tokens forward and back', async () => {
    const first = await flow.engagements.page({ pageSize: 1000 })
    const second = await first.nextPage()
    const back = await second?.previousPage()
    expect(second?.instances).toHaveLength(1000)
    expect(back?.instances.map((it) => it.sid)).toEqual(first.instances.map((it) => it.sid))
  })

  test('reads one engagement, its context and its steps', async () => {
    const [listed] = await flow.engagements.list({ limit: 1, pageSize: 1 })
    const sid = listed?.sid ?? ''
    const engagement = await flow.engagements(sid).fetch()
    expect([engagement.sid, engagement.accountSid, engagement.flowSid]).toEqual([
      sid,
      accountSid,
      flowSids.mainMenu,
    ])

    const { context } = await flow.engagements(sid).engagementContext().fetch()
    expect(context).toEqual(engagement.context)
    expect(context).toHaveProperty('trigger.call.From', engagement.contactChannelAddress)

    const steps = await flow.engagements(sid).steps.list()
    expect(steps.at(-1)).toMatchObject({ name: 'incomingCall', transitionedFrom: 'Trigger', type: 'trigger' })
    const step = await flow
      .engagements(sid)
      .steps(steps[0]?.sid ?? '')
      .fetch()
    const stepContext = await step.stepContext()().fetch()
    expect(stepContext.context).toEqual(step.context)
  })

  describe('of v2', () => {
    const { executions } = clientWith(emulatorPassword).studio.v2.flows(flowSids.mainMenu)

    test('pages through 2,500 executions, 1,000 at a time: the same runs', async () => {
      const all = await executions.list({ pageSize: 1000 })
      const engagements = await flow.engagements.list({ pageSize: 1000 })
      expect(all).toHaveLength(2500)
      expect(all.map(({ sid }) => sid)).toEqual(engagements.map(({ sid }) => sid))
    })

    test('filters them by status and start', async () => {
      const active = await executions.list({ status: 'active', pageSize: 1000 })
      expect(new Set(active.map(({ status }) => status))).toEqual(new Set(['active']))
      const [from, to] = [Date.UTC(2026, 9, 20), Date.UTC(2026, 9, 22)]
      const inRange = await executions.list({
        dateCreatedFrom: new Date(from),
        dateCreatedTo: new Date(to),
        pageSize: 100,
      })
      const times = inRange.map(({ dateCreated }) => dateCreated.getTime())
      expect(times.length).toBeGreaterThan(100)
      expect(times.every((time) => time >= from && time <= to)).toBe(true)
    })

    test('reads one execution, its context and its steps', async () => {
      const [listed] = await executions.list({ limit: 1, pageSize: 1 })
      const run = clientWith(emulatorPassword)
        .studio.v2.flows(flowSids.mainMenu)
        .executions(listed?.sid ?? '')
      const execution = await run.fetch()
      expect(execution).toMatchObject({ sid: listed?.sid, accountSid, flowSid: flowSids.mainMenu })

      const { context, executionSid } = await run.executionContext().fetch()
      expect([context, executionSid]).toEqual([execution.context, listed?.sid])

      const steps = await run.steps.list()
      expect(steps.at(-1)).toMatchObject({ name: 'incomingCall', executionSid: listed?.sid, type: 'trigger' })
      const step = await run.steps(steps[0]?.sid ?? '').fetch()
      expect((await step.stepContext()().fetch()).context).toEqual(step.context)
    })
  })

  // Its list of revisions throws for any answer in version 6.2.0, so the OpenAPI document alone checks that list.
  test('reads a flow with its definition, and a revision', async () => {
    const flowV2 = clientWith(emulatorPassword).studio.v2.flows(flowSids.mainMenu)
    const { definition, revision } = await flowV2.fetch()
    expect(definition).toHaveProperty('initial_state', 'Trigger')
    expect(revision).toBe(31)
    const first = await flowV2.revisions('1').fetch()
    expect(first).toMatchObject({ revision: 1, commitMessage: 'First version' })
    expect(await flowV2.revisions('31').fetch()).toMatchObject({ revision: 31, definition })
    expect(await flowV2.revisions('LatestPublished').fetch()).toMatchObject({ revision: 31, definition })
    await expect(flowV2.revisions('32').fetch()).rejects.toThrow(expect.objectContaining({ code: 20404 }))
  })

  test('gets 404 and code 20404 for an unknown engagement', async () => {
    const unknown = flow.engagements(`FN${'0'.repeat(32)}`).fetch()
    await expect(unknown).rejects.toThrow(expect.objectContaining({ status: 404, code: 20404 }))
  })

  test('gets 401 and code 20003 for wrong credentials', async () => {
    const refused = clientWith('wrong').studio.v1.flows.list()
    await expect(refused).rejects.toThrow(expect.objectContaining({ status: 401, code: 20003 }))
  })
})
