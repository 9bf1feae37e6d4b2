import fc from 'fast-check'
import { matchRoutes } from 'react-router'
import { describe, expect, test } from 'vitest'

import { routes } from '#app/routes.tsx'
import { runListOf } from '#contract/run-source.ts'
import { engagementStatuses } from '#contract/run-source.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { outcomeOptions } from '#contract/outcome.ts'
import { channels } from '#contract/channel.ts'
import { emptyQuery, sortKeys, type ListQuery } from '#search/query/list-query.ts'
import { sidOf } from '#testing/sids.ts'
import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { parseUrlState } from './parse-link.ts'
import { defaultUrlState, paths, serializeUrlState, type UrlState } from './urls.ts'
import { tabs } from './tabs.ts'

const time = fc.option(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(9999, 11) }))
const count = fc.option(fc.nat(100_000))

const listQuery: fc.Arbitrary<ListQuery> = fc
  .record({
    status: fc.constantFrom(null, ...engagementStatuses),
    channels: fc.subarray([...channels]),
    outcomes: fc.subarray([...outcomeOptions]),
    from: time,
    to: time,
    minSeconds: count,
    maxSeconds: count,
    sort: fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
    text: fc.oneof(arbitrarySearchText, fc.string({ unit: 'binary' })).map((text) => text.toWellFormed()),
  })
  .filter(
    ({ minSeconds, maxSeconds }) => minSeconds === null || maxSeconds === null || minSeconds <= maxSeconds,
  )

const jsonPath = fc.array(
  fc.oneof(fc.string({ unit: 'binary' }), fc.nat(), fc.constantFrom("it's", 'a,b', 'a:1', '"')),
  { minLength: 1 },
)
const column = fc.record({
  id: fc.oneof(fc.constantFrom('status', 'contact', 'started'), jsonPath.map(formatJsonPath)),
  width: fc.option(fc.integer({ min: 1, max: 9999 })),
})

const urlState: fc.Arbitrary<UrlState> = fc.record({
  listQuery,
  columns: fc.option(fc.uniqueArray(column, { minLength: 1, selector: ({ id }) => id })),
  tab: fc.constantFrom(...tabs),
  path: fc.option(jsonPath),
  step: fc.option(fc.constant(sidOf('FT', 7))),
  field: fc.option(fc.string({ unit: 'grapheme' }).map((text) => `f${text.toWellFormed()}.`)),
  run: fc.option(fc.constant(sidOf('FN', 8))),
  compare: fc.option(fc.constant(sidOf('FN', 9))),
})

function parseUrl(url: string): UrlState {
  const { searchParams, hash } = new URL(url, 'http://localhost/')
  return parseUrlState(searchParams, hash)
}

describe('query and fragment', () => {
  test('parseUrlState is the inverse of serializeUrlState', () => {
    fc.assert(
      fc.property(urlState, (each) => {
        expect(parseUrl(serializeUrlState(each))).toEqual(each)
      }),
      { numRuns: 1000 },
    )
  })

  test('invalid values never throw', () => {
    const keys = ['status', 'channel', 'outcome', 'from', 'to', 'duration', 'sort', 'cols', 'tab', 'other']
    const junk = fc.oneof(fc.string({ unit: 'binary' }), arbitrarySearchText)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), junk), junk, (values, hash) => {
        const parsed = parseUrlState(new URLSearchParams(values), `#${hash}`)
        expect(parseUrl(serializeUrlState(parsed))).toEqual({
          ...parsed,
          listQuery: { ...parsed.listQuery, text: parsed.listQuery.text.toWellFormed() },
        })
      }),
      { numRuns: 1000 },
    )
  })

  test('defaults are not written', () => {
    expect(serializeUrlState(defaultUrlState)).toBe('')
  })

  test('are readable', () => {
    const all: UrlState = {
      listQuery: {
        status: 'active',
        channels: ['phone', 'whatsapp'],
        outcomes: ['failed', 'not-loaded'],
        from: Date.UTC(2026, 10, 3),
        to: Date.UTC(2026, 10, 4, 9, 12),
        minSeconds: 60,
        maxSeconds: null,
        sort: { by: 'updated', descending: true },
        text: 'contact:+14155550199 “50 %” #1 & more',
      },
      columns: [
        { id: 'status', width: null },
        { id: 'contact', width: 180 },
        { id: '$.flow.variables.lang', width: 90 },
        { id: "$['a,b']", width: null },
      ],
      tab: 'steps',
      path: ['widgets', 'ask', 'inbound', 0],
      step: sidOf('FT', 7),
      field: 'links.steps',
      run: sidOf('FN', 8),
      compare: sidOf('FN', 9),
    }
    expect(serializeUrlState(all).split(/(?=[&#])/)).toMatchInlineSnapshot(`
      [
        "?status=active",
        "&channel=phone,whatsapp",
        "&outcome=failed,not-loaded",
        "&from=2026-11-03T00:00:00Z",
        "&to=2026-11-04T09:12:00Z",
        "&duration=60..",
        "&sort=-updated",
        "&cols=status,contact:180,$.flow.variables.lang:90,$%5B'a,b'%5D",
        "&tab=steps",
        "&path=$.widgets.ask.inbound%5B0%5D",
        "&step=FT00000000000000000000000000000007",
        "&field=links.steps",
        "&run=FN00000000000000000000000000000008",
        "&compare=FN00000000000000000000000000000009",
        "#q=contact:%2B14155550199%20%E2%80%9C50%20%25%E2%80%9D%20%231%20%26%20more",
      ]
    `)
    expect(parseUrl(serializeUrlState(all))).toEqual(all)
  })
})

test('a column id has one notation for a path', () => {
  const { columns } = parseUrl(`?cols=$["a"]:12,$.a,contact,contact:9,$['x:1,y']:40,$..b,nope!`)
  expect(columns).toEqual([
    { id: '$.a', width: 12 },
    { id: 'contact', width: null },
    { id: "$['x:1,y']", width: 40 },
  ])
})

test('every path matches its route', () => {
  const flow = sidOf('FW', 1)
  const executions = runListOf(flow, 'executions')
  const engagement = sidOf('FN', 2)
  const active = { ...emptyQuery, status: 'active' } as const
  const all = [
    paths.flows(),
    paths.flows('(415) 555-0199'),
    paths.engagements(flow),
    paths.engagements(flow, { ...defaultUrlState, listQuery: active }),
    paths.engagements(flow, { ...defaultUrlState, listQuery: { ...active, text: '(415) 555-0199' } }),
    paths.engagement(flow, engagement),
    paths.engagement(flow, engagement, { ...defaultUrlState, listQuery: active, tab: 'steps' }),
    paths.engagement(flow, engagement, { ...defaultUrlState, tab: 'details' }),
    paths.engagements(executions, { ...defaultUrlState, listQuery: active }),
    paths.engagement(executions, engagement, { ...defaultUrlState, tab: 'story' }),
    `/flows/${flow}`,
    '/nowhere',
  ]
  const matched = all.map((path) => {
    const matches = matchRoutes(routes, new URL(path, 'http://localhost').pathname)
    return `${path}  →  ${matches?.at(-1)?.route.path}  ${JSON.stringify(matches?.at(-1)?.params)}`
  })
  expect(matched).toMatchInlineSnapshot(`
    [
      "/  →  /  {}",
      "/#q=(415)%20555-0199  →  /  {}",
      "/flows/FW00000000000000000000000000000001/engagements  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements?status=active  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements?status=active#q=(415)%20555-0199  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002?status=active&tab=steps  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002?tab=details  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/executions?status=active  →  /flows/:flowSid/executions  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/executions/FN00000000000000000000000000000002?tab=story  →  /flows/:flowSid/executions/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001  →  /flows/:flowSid  {"flowSid":"FW00000000000000000000000000000001"}",
      "/nowhere  →  *  {"*":"nowhere"}",
    ]
  `)
})
