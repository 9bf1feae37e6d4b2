import { describe, expect, test } from 'vitest'

import {
  engagementSchema,
  engagementsPageSchema,
  flowsPageSchema,
  stepsPageSchema,
} from '#contract/resources.ts'
import { parseErrorBody } from '#contract/problem.ts'

import { createEmulatorRequest } from './http/credentials.ts'
import { createEmulator } from './emulator.ts'
import { flowSids } from './flows.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const orders = `/v1/Flows/${flowSids.orderStatus}/Engagements`

/** An emulator with an adjustable clock. */
function setUp() {
  const clock = { now: start }
  const emulator = createEmulator({ now: () => clock.now, engagements: 3000 })
  const get = (path: string) => emulator(createEmulatorRequest(path))
  const page = async (path: string) => engagementsPageSchema.parse(await (await get(path)).json())
  return { clock, emulator, get, page }
}

async function parseError(response: Response) {
  const text = await response.text()
  const code = parseErrorBody(text)?.code
  expect(JSON.parse(text)).toMatchObject({
    status: response.status,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
  })
  return [response.status, code]
}

describe('access and unknown resources', () => {
  test.each([
    ['no credentials', {}],
    ['a wrong password', { authorization: `Basic ${btoa(`SK${'0'.repeat(32)}:guess`)}` }],
    ['a wrong scheme', { authorization: 'Bearer emulator' }],
  ])('%s: 401, 20003', async (_, headers) => {
    const { emulator } = setUp()
    const response = await emulator(new Request(`https://studio.twilio.com${orders}`, { headers }))
    expect(await parseError(response)).toEqual([401, 20003])
  })

  test.each(['POST', 'PUT', 'DELETE'])('%s is 405', async (method) => {
    const { emulator } = setUp()
    expect(await parseError(await emulator(createEmulatorRequest(orders, { method })))).toEqual([405, 20004])
  })

  test('HEAD responds like GET, without the body', async () => {
    const { emulator } = setUp()
    const response = await emulator(createEmulatorRequest(orders, { method: 'HEAD' }))
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
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
    `/v2/Flows/${flowSids.orderStatus}/Engagements`,
    '/v1/Flows/me',
    '/',
  ])('%s is 404, 20404', async (path) => {
    expect(await parseError(await setUp().get(path))).toEqual([404, 20404])
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
    expect(await parseError(await setUp().get(`${orders}?${query}`))).toEqual([400, code])
  })

  test('the default page has 50 rows, newest first', async () => {
    const { engagements, meta } = await setUp().page(orders)
    const dates = engagements.map((it) => it.date_created ?? '')
    expect(dates).toHaveLength(50)
    expect(dates).toEqual(dates.toSorted().toReversed())
    expect(dates[0]).toBe('2026-11-03T15:20:00Z')
    expect(meta).toMatchObject({ key: 'engagements', page: 0, page_size: 50, previous_page_url: null })
    expect(meta.next_page_url).toMatch(/^https:\/\/studio\.twilio\.com\/v1\/Flows\/FW.*[?&]PageToken=/)
  })

  test('page tokens lead to every engagement once, and back again', async () => {
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

  test('rows that arrive while a list is loading do not shift its later pages', async () => {
    const { clock, page } = setUp()
    const first = await page(`${orders}?PageSize=100`)
    const second = await page(first.meta.next_page_url ?? '')
    clock.now += 10 * 60_000
    const secondLater = await page(first.meta.next_page_url ?? '')
    expect(secondLater.engagements.map((it) => it.sid)).toEqual(second.engagements.map((it) => it.sid))

    const latest = await page(`${orders}?PageSize=100`)
    const sids = latest.engagements.map((it) => it.sid)
    const newCount = sids.indexOf(first.engagements[0]?.sid ?? null)
    expect(newCount).toBe(30)
    expect(sids.slice(newCount)).toEqual(first.engagements.slice(0, 100 - newCount).map((it) => it.sid))
  })

  test('steps are paged too', async () => {
    const { get, page } = setUp()
    const { engagements } = await page(`${orders}?PageSize=40`)
    const run = engagements.find((it) => it.status === 'ended')
    const steps: (string | null)[] = []
    for (let next: string | null = `${run?.links['steps']}?PageSize=2`; next !== null;) {
      const stepsPage = stepsPageSchema.parse(await (await get(next)).json())
      expect(stepsPage.steps.length).toBeLessThanOrEqual(2)
      steps.push(...stepsPage.steps.map((it) => it.transitioned_from))
      next = stepsPage.meta.next_page_url
    }
    expect(steps.length).toBeGreaterThan(2)
    expect(steps.at(-1)).toBe('Trigger')
  })

  test('the list of an empty flow is one empty page', async () => {
    const { engagements, meta } = await setUp().page(`/v1/Flows/${flowSids.empty}/Engagements`)
    expect([engagements, meta.next_page_url]).toEqual([[], null])
  })
})

test('the list of flows is one page, with the faulty flows last', async () => {
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

test('an active run ends as time passes', async () => {
  const { clock, get, page } = setUp()
  const { engagements } = await page(`${orders}?PageSize=200`)
  const active = engagements.find((it) => it.status === 'active')
  clock.now += 2 * 86_400_000
  const later = engagementSchema.parse(await (await get(active?.url ?? '')).json())
  expect([later.sid, later.status]).toEqual([active?.sid, 'ended'])
})

test('each new run removes the oldest, as if it were 30 days old', async () => {
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
  expect(await parseError(await get(`${parcels}/${before}`))).toEqual([404, 20404])
})

test('a run that has not started yet is not found', async () => {
  const { clock, get, page } = setUp()
  clock.now += 60_000
  const { engagements } = await page(orders)
  clock.now = start
  expect((await get(engagements[0]?.url ?? '')).status).toBe(404)
})

test('an emulator with a million engagements starts and responds at once', async () => {
  const emulator = createEmulator({ engagements: 1_000_000, now: () => start })
  const response = await emulator(
    createEmulatorRequest(`/v1/Flows/${flowSids.parcels}/Engagements?PageSize=1`),
  )
  const [newest] = engagementsPageSchema.parse(await response.json()).engagements
  expect((await emulator(createEmulatorRequest(newest?.url ?? ''))).status).toBe(200)
})

test('URLs use the configured origin, whatever host the request names', async () => {
  const emulator = createEmulator({ origin: 'http://127.0.0.1:4010' })
  const response = await emulator(createEmulatorRequest(`http://localhost${orders}?PageSize=1`))
  const { engagements, meta } = engagementsPageSchema.parse(await response.json())
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

test('latency delays a response and ends when the request is aborted', async () => {
  const emulator = createEmulator({ latencyMs: 60 })
  const before = performance.now()
  await emulator(createEmulatorRequest('/v1/Flows'))
  expect(performance.now() - before).toBeGreaterThan(55)

  const slow = createEmulator({ latencyMs: 60_000 })
  const controller = new AbortController()
  const pending = slow(createEmulatorRequest('/v1/Flows', { signal: controller.signal }))
  controller.abort()
  await expect(pending).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
})
