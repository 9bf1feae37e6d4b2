import { describe, expect, test } from 'vitest'

import { flowsPageSchema } from '#contract/resources.ts'
import { parseErrorBody } from '#contract/problem.ts'
import { fetchAllPages, setUpFault } from '#testing/fault-flow.ts'

import { faultSids } from './sids.ts'

test('every fault has a flow in the list whose name describes it', async () => {
  const { get } = setUpFault('html')
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
  const { get, flow, list } = setUpFault(fault)
  for (const url of [flow, list]) {
    const response = await get(url)
    expect([response.status, parseErrorBody(await response.text())?.code]).toEqual([status, code])
  }
})

describe('temporary failures', () => {
  test.each([
    ['slowDown', 2, 429, '2'],
    ['slowDownWithoutHeader', 2, 429, null],
    ['unavailableThenRecovers', 3, 503, null],
  ] as const)('%s: page %i fails with %i twice, then recovers', async (fault, n, status, retryAfter) => {
    const { clock, get, page, pageUrl, statusOf } = setUpFault(fault)
    const url = await pageUrl(n)
    const response = await get(url)
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter])
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([status, 200, 200])
    expect((await page(url)).engagements).toHaveLength(1000)

    clock.now += 1000
    expect(await statusOf(await pageUrl(n))).toBe(status)
  })

  test('expiredToken: page 3 rejects the token of the first load and accepts that of the next', async () => {
    const { clock, get, pageUrl, statusOf } = setUpFault('expiredToken')
    const url = await pageUrl(3)
    const response = await get(url)
    expect([response.status, parseErrorBody(await response.text())?.code]).toEqual([400, 20006])
    expect(await statusOf(url)).toBe(400)

    clock.now += 1000
    expect(await statusOf(await pageUrl(3))).toBe(200)
    expect(await statusOf(url)).toBe(400)
  })
})

describe('broken responses', () => {
  test('serverError: page 1 works, page 2 is always 500', async () => {
    const { pageUrl, statusOf } = setUpFault('serverError')
    const url = await pageUrl(2)
    expect([await statusOf(url), await statusOf(url), await statusOf(url)]).toEqual([500, 500, 500])
  })

  test('connectionReset: page 2 rejects as fetch does', async () => {
    const { get, pageUrl } = setUpFault('connectionReset')
    await expect(get(await pageUrl(2))).rejects.toThrow(new TypeError('fetch failed'))
  })

  test('connectionResetMidBody: page 2 starts, then the connection breaks', async () => {
    const { get, pageUrl } = setUpFault('connectionResetMidBody')
    const response = await get(await pageUrl(2))
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1000)
    await expect(reader?.read()).rejects.toThrow(TypeError)
  })

  test('noAnswer: the list waits until the client aborts', async () => {
    const { get, flow, list, statusOf } = setUpFault('noAnswer')
    expect(await statusOf(flow)).toBe(200)
    await expect(get(list, { signal: AbortSignal.timeout(30) })).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    )
  })

  test('stalledBody: page 2 starts, then stalls until the client aborts', async () => {
    const { get, pageUrl } = setUpFault('stalledBody')
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
    const { get, list } = setUpFault('html')
    const response = await get(list)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  test('cutShort: page 2 is the first half of its JSON', async () => {
    const { get, pageUrl } = setUpFault('cutShort')
    const text = await (await get(await pageUrl(2))).text()
    expect(text).toMatch(/^\{"meta":/)
    expect(() => {
      JSON.parse(text)
    }).toThrow(SyntaxError)
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
