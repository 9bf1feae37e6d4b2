import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { readAsked } from './wanted.ts'

const flowSid = sidOf('FW', 1)
const engagementSid = sidOf('FN', 2)

test('an engagement’s SID is asked of each flow', () => {
  expect(readAsked(` ${engagementSid} `)).toEqual({
    kind: 'search',
    wanted: { kind: 'engagement', engagementSid },
  })
})

test('a link that names the flow leads there without a search', () => {
  const link = `https://studio.twilio.com/v1/Flows/${flowSid}/Engagements/${engagementSid}`
  expect(readAsked(link)).toEqual({ kind: 'target', target: { flowSid, engagementSid } })
  expect(readAsked(flowSid)).toEqual({ kind: 'target', target: { flowSid, engagementSid: null } })
})

test.each(['(415) 555-0199', `${engagementSid} order`, `-${engagementSid}`, 'order 10042'])(
  '%s is looked for in what the flows hold',
  (text) => {
    expect(readAsked(text)).toEqual({ kind: 'search', wanted: { kind: 'text', text } })
  },
)

test('an empty box asks nothing', () => {
  expect(readAsked('  ')).toEqual({ kind: 'nothing' })
})
