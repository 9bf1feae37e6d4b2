import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { parseFlowsQuery } from './parse-flows-query.ts'

const flowSid = sidOf('FW', 1)
const engagementSid = sidOf('FN', 2)

test('an engagement SID becomes a search for that engagement', () => {
  expect(parseFlowsQuery(` ${engagementSid} `)).toEqual({
    kind: 'search',
    goal: { kind: 'engagement', engagementSid },
  })
})

test('a link or SID that names the flow becomes a target', () => {
  const link = `https://studio.twilio.com/v1/Flows/${flowSid}/Engagements/${engagementSid}`
  const target = { flowSid, engagementSid, source: 'engagements' }
  expect(parseFlowsQuery(link)).toEqual({ kind: 'target', target })
  expect(parseFlowsQuery(flowSid)).toEqual({ kind: 'target', target: { flowSid, engagementSid: null } })
})

test.each(['(415) 555-0199', `${engagementSid} -order`, `-${engagementSid}`, 'order 10042'])(
  '%s becomes a text search',
  (text) => {
    expect(parseFlowsQuery(text)).toEqual({ kind: 'search', goal: { kind: 'text', text } })
  },
)

test('blank text is empty', () => {
  expect(parseFlowsQuery('  ')).toEqual({ kind: 'empty' })
})
