import fc from 'fast-check'
import { matchRoutes } from 'react-router'
import { describe, expect, test } from 'vitest'

import { routes } from '#app/routes.tsx'
import { engagementStatuses } from '#contract/engagement.ts'
import { printJsonPath } from '#json/paths.ts'
import { channels } from '#search/channel.ts'
import { everything, orderKeys, type Question } from '#search/question.ts'
import { sidOf } from '#testing/sids.ts'
import { typedText } from '#testing/typed-text.ts'

import { defaultView, parseView, paths, printView, type View } from './address.ts'
import { tabs } from './tabs.ts'

const time = fc.option(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(9999, 11) }))
const some = fc.option(fc.nat(100_000))

const question: fc.Arbitrary<Question> = fc
  .record({
    status: fc.constantFrom(null, ...engagementStatuses),
    channels: fc.subarray([...channels]),
    from: time,
    to: time,
    atLeast: some,
    atMost: some,
    order: fc.record({ by: fc.constantFrom(...orderKeys), descending: fc.boolean() }),
    text: fc.oneof(typedText, fc.string({ unit: 'binary' })).map((text) => text.toWellFormed()),
  })
  .filter(({ atLeast, atMost }) => atLeast === null || atMost === null || atLeast <= atMost)

const jsonPath = fc.array(
  fc.oneof(fc.string({ unit: 'binary' }), fc.nat(), fc.constantFrom("it's", 'a,b', 'a:1', '"')),
)
const column = fc.record({
  id: fc.oneof(fc.constantFrom('status', 'contact', 'started'), jsonPath.map(printJsonPath)),
  width: fc.option(fc.integer({ min: 1, max: 9999 })),
})

const view: fc.Arbitrary<View> = fc.record({
  question,
  columns: fc.option(fc.uniqueArray(column, { minLength: 1, selector: ({ id }) => id })),
  tab: fc.constantFrom(...tabs),
  path: fc.option(jsonPath),
  step: fc.option(fc.constant(sidOf('FT', 7))),
  compare: fc.option(fc.constant(sidOf('FN', 9))),
})

/** As a browser takes the address apart. */
function read(printed: string): View {
  const { searchParams, hash } = new URL(printed, 'http://localhost/')
  return parseView(searchParams, hash)
}

describe('the query and the fragment of an address', () => {
  test('say the same when they are read back', () => {
    fc.assert(
      fc.property(view, (each) => {
        expect(read(printView(each))).toEqual(each)
      }),
      { numRuns: 1000 },
    )
  })

  test('never fail: what means nothing becomes the default', () => {
    const keys = ['status', 'channel', 'from', 'to', 'duration', 'sort', 'cols', 'tab', 'other']
    const junk = fc.oneof(fc.string({ unit: 'binary' }), typedText)
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), junk), junk, (values, hash) => {
        const once = parseView(new URLSearchParams(values), `#${hash}`)
        expect(read(printView(once))).toEqual({
          ...once,
          question: { ...once.question, text: once.question.text.toWellFormed() },
        })
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    'status=paused',
    'channel=fax',
    'from=yesterday',
    'to=2026-02-30',
    'duration=300..60',
    'sort=sid',
    'cols=,:,$.[,A',
    'tab=secrets',
    'x#q=%',
    'x#p=refund',
    'q=refund',
  ])('%s is the default', (junk) => {
    expect(read(`?${junk}`)).toEqual(defaultView)
  })

  test('do not say defaults', () => {
    expect(printView(defaultView)).toBe('')
  })

  test('are easy to read', () => {
    const all: View = {
      question: {
        status: 'active',
        channels: ['phone', 'whatsapp'],
        from: Date.UTC(2026, 10, 3),
        to: Date.UTC(2026, 10, 4, 9, 12),
        atLeast: 60,
        atMost: null,
        order: { by: 'updated', descending: true },
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
      compare: sidOf('FN', 9),
    }
    expect(printView(all).split(/(?=[&#])/)).toMatchInlineSnapshot(`
      [
        "?status=active",
        "&channel=phone,whatsapp",
        "&from=2026-11-03T00:00:00Z",
        "&to=2026-11-04T09:12:00Z",
        "&duration=60..",
        "&sort=-updated",
        "&cols=status,contact:180,$.flow.variables.lang:90,$%5B'a,b'%5D",
        "&tab=steps",
        "&path=$.widgets.ask.inbound%5B0%5D",
        "&step=FT00000000000000000000000000000007",
        "&compare=FN00000000000000000000000000000009",
        "#q=contact:%2B14155550199%20%E2%80%9C50%20%25%E2%80%9D%20%231%20%26%20more",
      ]
    `)
    expect(read(printView(all))).toEqual(all)
  })
})

test('a column names a path in one way, however it was written', () => {
  const { columns } = read(`?cols=$["a"]:12,$.a,contact,contact:9,$['x:1,y']:40,$..b,nope!`)
  expect(columns).toEqual([
    { id: '$.a', width: 12 },
    { id: 'contact', width: null },
    { id: "$['x:1,y']", width: 40 },
  ])
})

test('every path leads to its route', () => {
  const flow = sidOf('FW', 1)
  const engagement = sidOf('FN', 2)
  const active = { ...everything, status: 'active' } as const
  const all = [
    paths.flows(),
    paths.flows('(415) 555-0199'),
    paths.engagements(flow),
    paths.engagements(flow, { ...defaultView, question: active }),
    paths.engagements(flow, { ...defaultView, question: { ...active, text: '(415) 555-0199' } }),
    paths.engagement(flow, engagement),
    paths.engagement(flow, engagement, { ...defaultView, question: active, tab: 'steps' }),
    paths.engagement(flow, engagement, { ...defaultView, tab: 'details' }),
    `/flows/${flow}`,
    '/nowhere',
  ]
  const led = all.map((path) => {
    const matches = matchRoutes(routes, new URL(path, 'http://localhost').pathname)
    return `${path}  →  ${matches?.at(-1)?.route.path}  ${JSON.stringify(matches?.at(-1)?.params)}`
  })
  expect(led).toMatchInlineSnapshot(`
    [
      "/  →  /  {}",
      "/#q=(415)%20555-0199  →  /  {}",
      "/flows/FW00000000000000000000000000000001/engagements  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements?status=active  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements?status=active#q=(415)%20555-0199  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002?status=active&tab=steps  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002?tab=details  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001  →  /flows/:flowSid  {"flowSid":"FW00000000000000000000000000000001"}",
      "/nowhere  →  *  {"*":"nowhere"}",
    ]
  `)
})
