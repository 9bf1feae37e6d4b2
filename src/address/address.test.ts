import fc from 'fast-check'
import { matchRoutes } from 'react-router'
import { describe, expect, test } from 'vitest'

import { routes } from '#app/routes.tsx'
import { engagementStatuses } from '#contract/engagement.ts'
import { everything } from '#search/question.ts'
import { sidOf } from '#testing/sids.ts'

import { defaultView, parseView, paths, printView } from './address.ts'
import { tabs } from './tabs.ts'

const view = fc.record({
  question: fc
    .record({ status: fc.constantFrom(null, ...engagementStatuses) })
    .map((some) => ({ ...everything, ...some })),
  columns: fc.constant(null),
  tab: fc.constantFrom(...tabs),
})

describe('the query of an address', () => {
  test('says the same when it is read back', () => {
    fc.assert(
      fc.property(view, (each) => {
        expect(parseView(new URLSearchParams(printView(each)))).toEqual(each)
      }),
    )
  })

  test('never fails: what means nothing becomes the default', () => {
    const junk = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(junk, junk, junk, (status, tab, other) => {
        const query = new URLSearchParams({ status, tab, other })
        const read = parseView(query)
        expect(parseView(new URLSearchParams(printView(read)))).toEqual(read)
      }),
    )
    expect(parseView(new URLSearchParams('status=paused&tab=secrets'))).toEqual(defaultView)
  })

  test('does not write defaults', () => {
    expect(printView(defaultView)).toBe('')
  })
})

test('every path leads to its route', () => {
  const flow = sidOf('FW', 1)
  const engagement = sidOf('FN', 2)
  const active = { ...everything, status: 'active' } as const
  const all = [
    paths.flows(),
    paths.engagements(flow),
    paths.engagements(flow, { ...defaultView, question: active }),
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
      "/flows/FW00000000000000000000000000000001/engagements  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements?status=active  →  /flows/:flowSid/engagements  {"flowSid":"FW00000000000000000000000000000001"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002?status=active&tab=steps  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001/engagements/FN00000000000000000000000000000002?tab=details  →  /flows/:flowSid/engagements/:engagementSid  {"flowSid":"FW00000000000000000000000000000001","engagementSid":"FN00000000000000000000000000000002"}",
      "/flows/FW00000000000000000000000000000001  →  /flows/:flowSid  {"flowSid":"FW00000000000000000000000000000001"}",
      "/nowhere  →  *  {"*":"nowhere"}",
    ]
  `)
})
