import { describe, expect, test } from 'vitest'

import {
  engagementContextSchema,
  engagementsPageSchema,
  flowsPageSchema,
  stepsPageSchema,
} from '#contract/resources.ts'
import { errorBodySchema } from '#contract/problem.ts'

import { createEmulatorRequest } from '#emulator/http/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { faultSids, type FaultName } from './sids.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)

/** An emulator and the URLs of one faulty flow. */
function setUp(fault: FaultName) {
  const clock = { now: start }
  const emulator = createEmulator({ now: () => clock.now })
  const get = (url: string, init?: RequestInit) => emulator(createEmulatorRequest(url, init))
  const flow = `/v1/Flows/${faultSids[fault]}`
  const list = `${flow}/Engagements?PageSize=1000`
  const page = async (url: string) => engagementsPageSchema.parse(await (await get(url)).json())
  /** The URL of page n, from 1. */
  async function pageUrl(n: number): Promise<string> {
    let url = list
    for (let i = 1; i < n; i++) url = (await page(url)).meta.next_page_url ?? ''
    return url
  }
  const statusOf = async (url: string) => (await get(url)).status
  const firstRun = async () => (await page(`${flow}/Engagements?PageSize=1`)).engagements[0]?.url ?? ''
  return { clock, get, flow, list, page, pageUrl, statusOf, firstRun }
}

/** The rows of the first page as they were sent, checked against the schema. */
async function fetchRows(fault: FaultName) {
  const { get, list } = setUp(fault)
  const body: unknown = await (await get(list)).json()
  engagementsPageSchema.parse(body)
  const rows: unknown = typeof body === 'object' && body && 'engagements' in body ? body.engagements : null
  if (!Array.isArray(rows)) throw new Error('The body has no engagements.')
  return rows.map((row: object) => new Map<string, unknown>(Object.entries(row)))
}

/** The SIDs, dates and next URLs of all pages in their order, and the number of pages; stops after ten. */
async function fetchAllPages(fault: FaultName, pageSize = 1000) {
  const { page, flow } = setUp(fault)
  const sids: (string | null)[] = []
  const dates: string[] = []
  const tokens: string[] = []
  let pages = 0
  for (
    let url: string | null = `${flow}/Engagements?PageSize=${pageSize}`;
    url !== null && pages < 10;
    pages++
  ) {
    const { engagements, meta } = await page(url)
    sids.push(...engagements.map((it) => it.sid))
    dates.push(...engagements.map((it) => it.date_created ?? ''))
    url = meta.next_page_url
    tokens.push(url ?? '')
  }
  return { sids, dates, tokens, pages }
}

test('every fault has a flow in the list whose name describes it', async () => {
  const { get } = setUp('html')
  const { flows } = flowsPageSchema.parse(await (await get('/v1/Flows')).json())
  const names = new Map(flows.map((flow) => [flow.sid, flow.friendly_name]))
  for (const sid of Object.values(faultSids)) expect(names.get(sid)).toMatch(/^Fault: .{5}/)
  expect(new Set(names.values()).size).toBe(flows.length)
})

test.each([
  ['unauthorized', 401, 20003],
  ['forbidden', 403, 20403],
  ['notFound', 404, 20404],
] as const)('%s: every request to the flow fails with %i', async (fault, status, code) => {
  const { get, flow, list } = setUp(fault)
  for (const url of [flow, list]) {
    const response = await get(url)
    expect([response.status, errorBodySchema.parse(await response.json()).code]).toEqual([status, code])
  }
})

describe('temporary failures', () => {
  test.each([
    ['slowDown', 2, 429, '1'],
    ['slowDownWithoutHeader', 2, 429, null],
    ['unavailableThenRecovers', 3, 503, null],
  ] as const)('%s: page %i fails with %i twice, then recovers', async (fault, n, status, retryAfter) => {
    const { clock, get, page, pageUrl, statusOf } = setUp(fault)
    const url = await pageUrl(n)
    const response = await get(url)
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter])
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([status, 200, 200])
    expect((await page(url)).engagements).toHaveLength(1000)

    clock.now += 1000
    expect(await statusOf(await pageUrl(n))).toBe(status)
  })

  test('expiredToken: page 3 rejects the token of the first load and accepts that of the next', async () => {
    const { clock, get, pageUrl, statusOf } = setUp('expiredToken')
    const url = await pageUrl(3)
    const response = await get(url)
    expect([response.status, errorBodySchema.parse(await response.json()).code]).toEqual([400, 20006])
    expect(await statusOf(url)).toBe(400)

    clock.now += 1000
    expect(await statusOf(await pageUrl(3))).toBe(200)
    expect(await statusOf(url)).toBe(400)
  })
})

describe('broken responses', () => {
  test('serverError: page 1 works, page 2 is always 500', async () => {
    const { pageUrl, statusOf } = setUp('serverError')
    const url = await pageUrl(2)
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([500, 500, 500])
  })

  test('connectionReset: page 2 rejects as fetch does', async () => {
    const { get, pageUrl } = setUp('connectionReset')
    await expect(get(await pageUrl(2))).rejects.toThrow(new TypeError('fetch failed'))
  })

  test('connectionResetMidBody: page 2 starts, then the connection breaks', async () => {
    const { get, pageUrl } = setUp('connectionResetMidBody')
    const response = await get(await pageUrl(2))
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1000)
    await expect(reader?.read()).rejects.toThrow(TypeError)
  })

  test('noAnswer: the list waits until the client aborts', async () => {
    const { get, flow, list, statusOf } = setUp('noAnswer')
    expect(await statusOf(flow)).toBe(200)
    await expect(get(list, { signal: AbortSignal.timeout(30) })).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    )
  })

  test('stalledBody: page 2 starts, then stalls until the client aborts', async () => {
    const { get, pageUrl } = setUp('stalledBody')
    const controller = new AbortController()
    const response = await get(await pageUrl(2), { signal: controller.signal })
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1000)
    const next = reader?.read()
    expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 50, 'nothing'))])).toBe(
      'nothing',
    )
    controller.abort()
    await expect(next).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  test('html: a sign-in page, with 200', async () => {
    const { get, list } = setUp('html')
    const response = await get(list)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  test('cutShort: page 2 is the first half of its JSON', async () => {
    const { get, pageUrl } = setUp('cutShort')
    const text = await (await get(await pageUrl(2))).text()
    expect(text).toMatch(/^\{"meta":/)
    expect(() => {
      JSON.parse(text)
    }).toThrow(SyntaxError)
  })
})

describe('malformed rows', () => {
  test('missingFields: each field but the status is null in some row, and each is missing in some row', async () => {
    const rows = await fetchRows('missingFields')
    const names = [
      'sid',
      'contact_channel_address',
      'context',
      'date_created',
      'date_updated',
      'url',
      'links',
    ]
    for (const name of names) expect(rows.some((row) => row.get(name) === null)).toBe(true)
    for (const name of [...names, 'status']) expect(rows.some((row) => !row.has(name))).toBe(true)
    expect(rows.some((row) => row.size === 1)).toBe(true)
    expect(rows.every((row) => row.get('status') !== null)).toBe(true)
  })

  test('unknownStatus: some rows are paused', async () => {
    const statuses = new Set((await fetchRows('unknownStatus')).map((row) => row.get('status')))
    expect(statuses).toContain('paused')
    expect(statuses).toContain('ended')
  })

  test('oddContexts: null, strings, arrays and numbers; the same in /Context', async () => {
    const contexts = (await fetchRows('oddContexts')).map((row) => row.get('context'))
    const kinds = contexts.map((it) => (it === null ? 'null' : Array.isArray(it) ? 'array' : typeof it))
    expect(new Set(kinds)).toEqual(new Set(['null', 'string', 'array', 'number', 'boolean', 'object']))

    const { get, firstRun } = setUp('oddContexts')
    const { context } = engagementContextSchema.parse(await (await get(`${await firstRun()}/Context`)).json())
    expect(context).toEqual(contexts[0])
  })

  test('missingSids: some SIDs are null, some are missing', async () => {
    const rows = await fetchRows('missingSids')
    expect(rows.some((row) => !row.has('sid'))).toBe(true)
    expect(rows.some((row) => row.get('sid') === null)).toBe(true)
  })

  test('protoKeys: in the row, in the context and as a widget', async () => {
    const { get, list } = setUp('protoKeys')
    const text = await (await get(list)).text()
    expect(text).toContain('"__proto__":{"status":"polluted"}')
    expect(text).toContain('"widgets":{"__proto__":{"outbound":')
    expect(text).toContain('"variables":{"__proto__":')
  })

  test('hostileText: markup, bidi controls and invisible characters everywhere', async () => {
    const { get, flow, list } = setUp('hostileText')
    expect(await (await get(flow)).text()).toMatch(/<b>bold.*\u202E.*\u200B/s)
    const [row] = await fetchRows('hostileText')
    expect(row?.get('contact_channel_address')).toMatch(/\u202E<b /)
    const text = await (await get(list)).text()
    for (const fragment of [
      '<script>',
      '\u202E',
      '\u200B',
      '\u2066',
      '\uFEFF',
      '\u2028',
      String.raw`\ud800`,
      '"":"empty key"',
    ]) {
      expect(text).toContain(fragment)
    }
  })

  test('hugeContext: /Context streams 20 MB and 100,000 values, list rows are empty', async () => {
    const { get, list, firstRun, page } = setUp('hugeContext')
    expect((await page(list)).engagements.every((it) => JSON.stringify(it.context) === '{}')).toBe(true)
    const url = await firstRun()
    const response = await get(`${url}/Context`)
    const bytes = await response.bytes()
    expect(bytes.length).toBeGreaterThan(19e6)
    expect(bytes.length).toBeLessThan(23e6)
    const text = new TextDecoder().decode(bytes)
    let values = 0
    JSON.parse(text, (_, value: unknown) => {
      values++
      return value
    })
    expect(values).toBeGreaterThan(95_000)
    expect(values).toBeLessThan(130_000)
    // The same bytes each time.
    expect((await (await get(`${url}/Context`)).text()) === text).toBe(true)

    // The catalogue of another run differs in about one record of a hundred.
    const other = (await page(list)).engagements.at(-1)?.url
    const index = /"index":\d+/g
    const otherIndexes = new Set((await (await get(`${other}/Context`)).text()).match(index))
    const missing = (text.match(index) ?? []).filter((each) => !otherIndexes.has(each)).length
    expect(missing).toBeGreaterThan(50)
    expect(missing).toBeLessThan(60)

    const { steps } = stepsPageSchema.parse(await (await get(`${url}/Steps`)).json())
    expect(steps).toHaveLength(2)
    expect((await (await get(`${steps[0]?.url}/Context`)).bytes()).length).toBeGreaterThan(19e6)
    expect((await (await get(`${steps[1]?.url}/Context`)).text()).length).toBeLessThan(2000)
  })
})

describe('contexts of an unusual shape', () => {
  test('deepNesting: 10,000 levels, in the list row and in /Context', async () => {
    const { get, list, firstRun } = setUp('deepNesting')
    for (const url of [list, `${await firstRun()}/Context`]) {
      const text = await (await get(url)).text()
      expect(JSON.parse(text)).toBeTruthy()
      expect(text).toContain(`${'{"in":['.repeat(5000)}"innermost"]`)
    }
  })

  test('longText: a 5 MB string, as text, as JSON, and as the whole context', async () => {
    const { get, list, page } = setUp('longText')
    const { engagements } = await page(list)
    expect(engagements.every(({ context }) => JSON.stringify(context) === '{}')).toBe(true)
    const contexts = await Promise.all(
      engagements.slice(0, 3).map(async ({ url }) => {
        const response = await get(`${url}/Context`)
        const bytes = await response.bytes()
        expect(bytes.length).toBeGreaterThan(5e6)
        expect(bytes.length).toBeLessThan(7e6)
        return engagementContextSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).context
      }),
    )
    const alone = contexts.find((context) => typeof context === 'string')
    expect(alone).toMatch(/^The quick .*\n.* last line of all\.$/s)
    const bodies = contexts.flatMap((context) => /"body":"(.{12})/.exec(JSON.stringify(context))?.[1] ?? [])
    expect(bodies.toSorted()).toEqual(['The quick “b', String.raw`{\"lines\":[`].toSorted())
  })
})

describe('misleading pages', () => {
  test('repeatingToken: page 2 links to page 2, forever', async () => {
    const { sids, pages } = await fetchAllPages('repeatingToken')
    expect(pages).toBe(10)
    expect(new Set(sids).size).toBe(2000)
  })

  test('duplicateSids: every run is listed, some of them twice', async () => {
    const { sids, pages } = await fetchAllPages('duplicateSids')
    expect([new Set(sids).size, sids.length, pages]).toEqual([3200, 3230, 4])
  })

  test('outOfOrder: every run is listed once, but not by date', async () => {
    const { sids, dates } = await fetchAllPages('outOfOrder')
    expect([new Set(sids).size, sids.length]).toEqual([3200, 3200])
    expect((dates[0] ?? '') < (dates[1000] ?? '')).toBe(true)
    expect(dates).not.toEqual(dates.toSorted().toReversed())
  })

  test('otherHost: the URLs point to another host, their tokens work here', async () => {
    const { sids, tokens } = await fetchAllPages('otherHost')
    expect(tokens[0]).toMatch(/^https:\/\/studio\.elsewhere\.example\/v1\/Flows\//)
    expect(new Set(sids).size).toBe(3200)
  })
})
