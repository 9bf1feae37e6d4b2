import { describe, expect, test } from 'vitest'

import { engagementSchema, engagementsPageSchema } from '#contract/engagement.ts'
import { flowsPageSchema } from '#contract/flow.ts'
import { errorBodySchema } from '#contract/problem.ts'
import { stepsPageSchema } from '#contract/step.ts'

import { emulatorRequest } from './emulator-request.ts'
import { createEmulator } from './emulator.ts'
import { flowSids } from './flows.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const orders = `/v1/Flows/${flowSids.orderStatus}/Engagements`

/** An emulator with a clock that can be set. */
function setUp() {
  const clock = { now: start }
  const emulator = createEmulator({ now: () => clock.now, engagements: 3000 })
  const get = (path: string) => emulator(emulatorRequest(path))
  const page = async (path: string) => engagementsPageSchema.parse(await (await get(path)).json())
  return { clock, emulator, get, page }
}

async function errorOf(answer: Response) {
  const body = errorBodySchema.parse(await answer.json())
  expect(body.status).toBe(answer.status)
  expect(body.more_info).toBe(`https://www.twilio.com/docs/errors/${body.code}`)
  return [answer.status, body.code]
}

describe('who may ask what', () => {
  test.each([
    ['nothing', {}],
    ['another password', { authorization: `Basic ${btoa(`SK${'0'.repeat(32)}:guess`)}` }],
    ['another scheme', { authorization: 'Bearer emulator' }],
  ])('%s instead of the credentials is 401, 20003', async (_, headers) => {
    const { emulator } = setUp()
    const answer = await emulator(new Request(`https://studio.twilio.com${orders}`, { headers }))
    expect(await errorOf(answer)).toEqual([401, 20003])
  })

  test.each(['POST', 'PUT', 'DELETE'])('%s is 405', async (method) => {
    const { emulator } = setUp()
    expect(await errorOf(await emulator(emulatorRequest(orders, { method })))).toEqual([405, 20004])
  })

  test('HEAD answers like GET, without the body', async () => {
    const { emulator } = setUp()
    const answer = await emulator(emulatorRequest(orders, { method: 'HEAD' }))
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'application/json; charset=utf-8',
      '',
    ])
  })

  test.each([
    '/v1/Flows/FW00000000000000000000000000009999',
    `/v1/Flows/FW00000000000000000000000000009999/Engagements`,
    `${orders}/FN00000000000000000000000000000000`,
    `${orders}/FN00000000000000000000000000000000/Steps`,
    `/v1/Flows/${flowSids.orderStatus}/Executions`,
    '/v1/Flows/me',
    '/',
  ])('%s is 404, 20404', async (path) => {
    expect(await errorOf(await setUp().get(path))).toEqual([404, 20404])
  })
})

describe('paging', () => {
  test.each([
    ['PageSize=0', 20001],
    ['PageSize=1001', 20001],
    ['PageSize=ten', 20001],
    ['PageSize=', 20001],
    ['Page=-1', 20001],
    ['Page=1', 70002],
    ['Page=1&PageToken=PAnonsense', 20006],
  ])('%s is 400, %i', async (query, code) => {
    expect(await errorOf(await setUp().get(`${orders}?${query}`))).toEqual([400, code])
  })

  test('50 rows unless asked otherwise, newest first', async () => {
    const { engagements, meta } = await setUp().page(orders)
    const dates = engagements.map((it) => it.date_created ?? '')
    expect(dates).toHaveLength(50)
    expect(dates).toEqual(dates.toSorted().toReversed())
    expect(dates[0]).toBe('2026-11-03T15:20:00Z')
    expect(meta).toMatchObject({ key: 'engagements', page: 0, page_size: 50, previous_page_url: null })
    expect(meta.next_page_url).toMatch(/^https:\/\/studio\.twilio\.com\/v1\/Flows\/FW.*[?&]PageToken=/)
  })

  test('the tokens lead through every engagement once, and back again', async () => {
    const { page } = setUp()
    const first = `/v1/Flows/${flowSids.mainMenu}/Engagements?PageSize=900`
    const sids: (string | null)[] = []
    const urls: string[] = []
    for (let next: string | null = first; next !== null;) {
      const { engagements, meta } = await page(next)
      sids.push(...engagements.map((it) => it.sid))
      urls.push(next)
      next = meta.next_page_url
    }
    expect(urls).toHaveLength(3)
    expect([sids.length, new Set(sids).size]).toEqual([2500, 2500])

    const last = await page(urls.at(-1) ?? '')
    expect(last.meta.page).toBe(2)
    const middle = await page(last.meta.previous_page_url ?? '')
    expect(middle.engagements.map((it) => it.sid)).toEqual(sids.slice(900, 1800))
  })

  test('rows that arrive while a list is read do not move its later pages', async () => {
    const { clock, page } = setUp()
    const first = await page(`${orders}?PageSize=100`)
    const second = await page(first.meta.next_page_url ?? '')
    clock.now += 10 * 60_000
    const again = await page(first.meta.next_page_url ?? '')
    expect(again.engagements.map((it) => it.sid)).toEqual(second.engagements.map((it) => it.sid))

    const fresh = await page(`${orders}?PageSize=100`)
    const sids = fresh.engagements.map((it) => it.sid)
    const arrived = sids.indexOf(first.engagements[0]?.sid ?? null)
    expect(arrived).toBe(30)
    expect(sids.slice(arrived)).toEqual(first.engagements.slice(0, 100 - arrived).map((it) => it.sid))
  })

  test('steps are paged too', async () => {
    const { get, page } = setUp()
    const { engagements } = await page(`${orders}?PageSize=40`)
    const run = engagements.find((it) => it.status === 'ended')
    const steps: (string | null)[] = []
    for (let next: string | null = `${run?.links['steps']}?PageSize=2`; next !== null;) {
      const read = stepsPageSchema.parse(await (await get(next)).json())
      expect(read.steps.length).toBeLessThanOrEqual(2)
      steps.push(...read.steps.map((it) => it.transitioned_from))
      next = read.meta.next_page_url
    }
    expect(steps.length).toBeGreaterThan(2)
    expect(steps.at(-1)).toBe('Trigger')
  })

  test('an empty flow is an empty page', async () => {
    const { engagements, meta } = await setUp().page(`/v1/Flows/${flowSids.empty}/Engagements`)
    expect([engagements, meta.next_page_url]).toEqual([[], null])
  })
})

test('the list of flows names them all on one page, the misbehaving ones last', async () => {
  const { flows, meta } = flowsPageSchema.parse(await (await setUp().get('/v1/Flows')).json())
  expect(meta.next_page_url).toBeNull()
  expect(flows.slice(0, 8).map((it) => it.friendly_name)).toMatchInlineSnapshot(`
    [
      "Order status (SMS)",
      "Main menu (voice)",
      "Appointment reminders (WhatsApp)",
      "Web chat",
      "Parcel notifications",
      "After-case survey (SMS)",
      "Holiday closures (no engagements yet)",
      "Collections calls (voice)",
    ]
  `)
  expect(flows.slice(8).every((it) => it.friendly_name?.startsWith('Fault: '))).toBe(true)
  expect(flows.length).toBeGreaterThan(30)
})

test('an active run goes on and ends as time runs', async () => {
  const { clock, get, page } = setUp()
  const { engagements } = await page(`${orders}?PageSize=200`)
  const active = engagements.find((it) => it.status === 'active')
  clock.now += 2 * 86_400_000
  const later = engagementSchema.parse(await (await get(active?.url ?? '')).json())
  expect([later.sid, later.status]).toEqual([active?.sid, 'ended'])
})

test('for each run that arrives the oldest is gone, as after 30 days', async () => {
  const { clock, get, page } = setUp()
  const parcels = `/v1/Flows/${flowSids.parcels}/Engagements`
  const count = async () => {
    let rows = 0
    for (let path: string | null = `${parcels}?PageSize=1000`; path !== null;) {
      const { engagements, meta } = await page(path)
      rows += engagements.length
      path = meta.next_page_url && meta.next_page_url.slice('https://studio.twilio.com'.length)
      oldest = engagements.at(-1)?.sid ?? oldest
    }
    return rows
  }
  let oldest = ''
  expect(await count()).toBe(3000)
  const before = oldest
  clock.now += 3 * 86_400_000
  expect(await count()).toBe(3000)
  expect(await errorOf(await get(`${parcels}/${before}`))).toEqual([404, 20404])
})

test('a run that is still to come is not found', async () => {
  const { clock, get, page } = setUp()
  clock.now += 60_000
  const { engagements } = await page(orders)
  clock.now = start
  expect((await get(engagements[0]?.url ?? '')).status).toBe(404)
})

test('a million engagements cost nothing until they are asked for', async () => {
  const emulator = createEmulator({ engagements: 1_000_000, now: () => start })
  const answer = await emulator(emulatorRequest(`/v1/Flows/${flowSids.parcels}/Engagements?PageSize=1`))
  const [newest] = engagementsPageSchema.parse(await answer.json()).engagements
  expect((await emulator(emulatorRequest(newest?.url ?? ''))).status).toBe(200)
})

test('URLs lead to the origin that was given, whatever host was asked', async () => {
  const emulator = createEmulator({ origin: 'http://127.0.0.1:4010' })
  const answer = await emulator(emulatorRequest(`http://localhost${orders}?PageSize=1`))
  const { engagements, meta } = engagementsPageSchema.parse(await answer.json())
  for (const url of [
    meta.url,
    meta.next_page_url,
    meta.first_page_url,
    engagements[0]?.url,
    engagements[0]?.links['steps'],
  ]) {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4010\/v1\/Flows\//)
  }
})

test('latency delays an answer and ends with the request', async () => {
  const emulator = createEmulator({ latencyMs: 60 })
  const before = performance.now()
  await emulator(emulatorRequest('/v1/Flows'))
  expect(performance.now() - before).toBeGreaterThan(55)

  const slow = createEmulator({ latencyMs: 60_000 })
  const abort = new AbortController()
  const asked = slow(emulatorRequest('/v1/Flows', { signal: abort.signal }))
  abort.abort()
  await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
})
