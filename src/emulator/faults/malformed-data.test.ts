import { describe, expect, test } from 'vitest'

import { engagementContextSchema, stepsPageSchema } from '#contract/resources.ts'
import { fetchRows, setUpFault } from '#testing/fault-flow.ts'

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

    const { get, firstRun } = setUpFault('oddContexts')
    const { context } = engagementContextSchema.parse(await (await get(`${await firstRun()}/Context`)).json())
    expect(context).toEqual(contexts[0])
  })

  test('missingSids: some SIDs are null, some are missing', async () => {
    const rows = await fetchRows('missingSids')
    expect(rows.some((row) => !row.has('sid'))).toBe(true)
    expect(rows.some((row) => row.get('sid') === null)).toBe(true)
  })

  test('protoKeys: in the row, in the context and as a widget', async () => {
    const { get, list } = setUpFault('protoKeys')
    const text = await (await get(list)).text()
    expect(text).toContain('"__proto__":{"status":"polluted"}')
    expect(text).toContain('"widgets":{"__proto__":{"outbound":')
    expect(text).toContain('"variables":{"__proto__":')
  })

  test('hostileText: markup, bidi controls and invisible characters everywhere', async () => {
    const { get, flow, list } = setUpFault('hostileText')
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
    const { get, list, firstRun, page } = setUpFault('hugeContext')
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
    const { get, list, firstRun } = setUpFault('deepNesting')
    for (const url of [list, `${await firstRun()}/Context`]) {
      const text = await (await get(url)).text()
      expect(JSON.parse(text)).toBeTruthy()
      expect(text).toContain(`${'{"in":['.repeat(5000)}"innermost"]`)
    }
  })

  test('longText: a 5 MB string, as text, as JSON, and as the whole context', async () => {
    const { get, list, page } = setUpFault('longText')
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
