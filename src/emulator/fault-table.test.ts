import { describe, expect, test } from 'vitest'

import { engagementContextSchema, engagementsPageSchema } from '#contract/engagement.ts'
import { flowsPageSchema } from '#contract/flow.ts'
import { errorBodySchema } from '#contract/problem.ts'
import { stepsPageSchema } from '#contract/step.ts'

import { emulatorRequest } from './emulator-request.ts'
import { createEmulator } from './emulator.ts'
import { faultSids, type FaultName } from './faults.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)

/** An emulator seen through one of its faults. */
function setUp(fault: FaultName) {
  const clock = { now: start }
  const emulator = createEmulator({ now: () => clock.now })
  const get = (url: string, init?: RequestInit) => emulator(emulatorRequest(url, init))
  const flow = `/v1/Flows/${faultSids[fault]}`
  const list = `${flow}/Engagements?PageSize=1000`
  const page = async (url: string) => engagementsPageSchema.parse(await (await get(url)).json())
  /** Where page n begins, the first being 1. */
  async function pageUrl(n: number): Promise<string> {
    let url = list
    for (let i = 1; i < n; i++) url = (await page(url)).meta.next_page_url ?? ''
    return url
  }
  const statusOf = async (url: string) => (await get(url)).status
  const firstRun = async () => (await page(`${flow}/Engagements?PageSize=1`)).engagements[0]?.url ?? ''
  return { clock, get, flow, list, page, pageUrl, statusOf, firstRun }
}

/** The rows of its first page as they were sent. */
async function rowsOf(fault: FaultName) {
  const { get, list } = setUp(fault)
  const body: unknown = await (await get(list)).json()
  engagementsPageSchema.parse(body)
  const rows: unknown = typeof body === 'object' && body && 'engagements' in body ? body.engagements : null
  if (!Array.isArray(rows)) throw new Error('no rows')
  return rows.map((row: object) => new Map<string, unknown>(Object.entries(row)))
}

/** All SIDs in the order they come, and how many pages that took; stops after ten. */
async function readAll(fault: FaultName, pageSize = 1000) {
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

test('every fault has a flow in the list, named in plain words', async () => {
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
] as const)('%s: everything of the flow answers %i', async (fault, status, code) => {
  const { get, flow, list } = setUp(fault)
  for (const url of [flow, list]) {
    const answer = await get(url)
    expect([answer.status, errorBodySchema.parse(await answer.json()).code]).toEqual([status, code])
  }
})

describe('troubles that pass', () => {
  test.each([
    ['slowDown', 2, 429, '1'],
    ['slowDownWithoutHeader', 2, 429, null],
    ['unavailableThenRecovers', 3, 503, null],
  ] as const)('%s: page %i answers %i twice, then it is well', async (fault, n, status, retryAfter) => {
    const { clock, get, page, pageUrl, statusOf } = setUp(fault)
    const url = await pageUrl(n)
    const answer = await get(url)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter])
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([status, 200, 200])
    expect((await page(url)).engagements).toHaveLength(1000)

    clock.now += 1000
    expect(await statusOf(await pageUrl(n))).toBe(status)
  })

  test('expiredToken: page 3 refuses the tokens of one reading, and those of the next hold', async () => {
    const { clock, get, pageUrl, statusOf } = setUp('expiredToken')
    const url = await pageUrl(3)
    const answer = await get(url)
    expect([answer.status, errorBodySchema.parse(await answer.json()).code]).toEqual([400, 20006])
    expect(await statusOf(url)).toBe(400)

    clock.now += 1000
    expect(await statusOf(await pageUrl(3))).toBe(200)
    expect(await statusOf(url)).toBe(400)
  })
})

describe('answers that break', () => {
  test('serverError: page 1 is well, page 2 is 500 whenever it is asked', async () => {
    const { pageUrl, statusOf } = setUp('serverError')
    const url = await pageUrl(2)
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([500, 500, 500])
  })

  test('connectionReset: page 2 rejects as fetch does', async () => {
    const { get, pageUrl } = setUp('connectionReset')
    await expect(get(await pageUrl(2))).rejects.toThrow(new TypeError('fetch failed'))
  })

  test('connectionResetMidBody: page 2 begins, and breaks', async () => {
    const { get, pageUrl } = setUp('connectionResetMidBody')
    const answer = await get(await pageUrl(2))
    const reader = answer.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1000)
    await expect(reader?.read()).rejects.toThrow(TypeError)
  })

  test('noAnswer: waits until whoever asked gives up', async () => {
    const { get, flow, list, statusOf } = setUp('noAnswer')
    expect(await statusOf(flow)).toBe(200)
    await expect(get(list, { signal: AbortSignal.timeout(30) })).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    )
  })

  test('stalledBody: page 2 begins, and then nothing until whoever asked gives up', async () => {
    const { get, pageUrl } = setUp('stalledBody')
    const abort = new AbortController()
    const answer = await get(await pageUrl(2), { signal: abort.signal })
    const reader = answer.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1000)
    const next = reader?.read()
    expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 50, 'nothing'))])).toBe(
      'nothing',
    )
    abort.abort()
    await expect(next).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  test('html: a sign-in page, with 200', async () => {
    const { get, list } = setUp('html')
    const answer = await get(list)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await answer.text()).toMatch(/^<!doctype html>/)
  })

  test('cutShort: page 2 is the beginning of JSON', async () => {
    const { get, pageUrl } = setUp('cutShort')
    const text = await (await get(await pageUrl(2))).text()
    expect(text).toMatch(/^\{"meta":/)
    expect(() => {
      JSON.parse(text)
    }).toThrow(SyntaxError)
  })
})

describe('rows that are odd', () => {
  test('missingFields: each field but the status is null somewhere, and each is absent somewhere', async () => {
    const rows = await rowsOf('missingFields')
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

  test('unknownStatus: paused, now and then', async () => {
    const statuses = new Set((await rowsOf('unknownStatus')).map((row) => row.get('status')))
    expect(statuses).toContain('paused')
    expect(statuses).toContain('ended')
  })

  test('oddContexts: null, strings, arrays, numbers; the same in /Context', async () => {
    const contexts = (await rowsOf('oddContexts')).map((row) => row.get('context'))
    const kinds = contexts.map((it) => (it === null ? 'null' : Array.isArray(it) ? 'array' : typeof it))
    expect(new Set(kinds)).toEqual(new Set(['null', 'string', 'array', 'number', 'boolean', 'object']))

    const { get, firstRun } = setUp('oddContexts')
    const { context } = engagementContextSchema.parse(await (await get(`${await firstRun()}/Context`)).json())
    expect(context).toEqual(contexts[0])
  })

  test('missingSids: null and absent', async () => {
    const rows = await rowsOf('missingSids')
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
    const [row] = await rowsOf('hostileText')
    expect(row?.get('contact_channel_address')).toMatch(/\u202E<b /)
    const text = await (await get(list)).text()
    for (const odd of [
      '<script>',
      '\u202E',
      '\u200B',
      '\u2066',
      '\uFEFF',
      '\u2028',
      String.raw`\ud800`,
      '"":"empty key"',
    ]) {
      expect(text).toContain(odd)
    }
  })

  test('hugeContext: 20 MB and 100,000 values, streamed, in /Context only', async () => {
    const { get, list, firstRun, page } = setUp('hugeContext')
    expect((await page(list)).engagements.every((it) => JSON.stringify(it.context) === '{}')).toBe(true)
    const url = await firstRun()
    const answer = await get(`${url}/Context`)
    const bytes = await answer.bytes()
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

    // The catalogue of another run: the most of it is the same.
    const other = (await page(list)).engagements.at(-1)?.url
    const index = /"index":\d+/g
    const theirs = new Set((await (await get(`${other}/Context`)).text()).match(index))
    const missing = (text.match(index) ?? []).filter((each) => !theirs.has(each)).length
    expect(missing).toBeGreaterThan(50)
    expect(missing).toBeLessThan(60)

    const { steps } = stepsPageSchema.parse(await (await get(`${url}/Steps`)).json())
    expect(steps).toHaveLength(2)
    expect((await (await get(`${steps[0]?.url}/Context`)).bytes()).length).toBeGreaterThan(19e6)
    expect((await (await get(`${steps[1]?.url}/Context`)).text()).length).toBeLessThan(2000)
  })
})

describe('contexts of one odd shape', () => {
  test('deepNesting: 10,000 levels, in the row as in /Context', async () => {
    const { get, list, firstRun } = setUp('deepNesting')
    for (const url of [list, `${await firstRun()}/Context`]) {
      const text = await (await get(url)).text()
      expect(JSON.parse(text)).toBeTruthy()
      expect(text).toContain(`${'{"in":['.repeat(5000)}"innermost"]`)
    }
  })

  test('longText: 5 MB in one string, as a text, as JSON, and as all there is', async () => {
    const { get, list, page } = setUp('longText')
    const { engagements } = await page(list)
    expect(engagements.every(({ context }) => JSON.stringify(context) === '{}')).toBe(true)
    const contexts = await Promise.all(
      engagements.slice(0, 3).map(async ({ url }) => {
        const answer = await get(`${url}/Context`)
        const bytes = await answer.bytes()
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

describe('pages that lead astray', () => {
  test('repeatingToken: page 2 leads to page 2, for ever', async () => {
    const { sids, pages } = await readAll('repeatingToken')
    expect(pages).toBe(10)
    expect(new Set(sids).size).toBe(2000)
  })

  test('duplicateSids: every run comes, some of them twice', async () => {
    const { sids, pages } = await readAll('duplicateSids')
    expect([new Set(sids).size, sids.length, pages]).toEqual([3200, 3230, 4])
  })

  test('outOfOrder: every run comes once, and not by date', async () => {
    const { sids, dates } = await readAll('outOfOrder')
    expect([new Set(sids).size, sids.length]).toEqual([3200, 3200])
    expect((dates[0] ?? '') < (dates[1000] ?? '')).toBe(true)
    expect(dates).not.toEqual(dates.toSorted().toReversed())
  })

  test('otherHost: the URLs lead elsewhere, their tokens work here', async () => {
    const { sids, tokens } = await readAll('otherHost')
    expect(tokens[0]).toMatch(/^https:\/\/studio\.elsewhere\.example\/v1\/Flows\//)
    expect(new Set(sids).size).toBe(3200)
  })
})
