import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { pastedFlow } from './pasted-flow.ts'

const flow = sidOf('FW', 1)

test.each([
  [flow, flow],
  [` ${flow}\n`, flow],
  [`https://console.twilio.com/us1/develop/studio/flows/${flow}/canvas`, flow],
  [`parcel ${flow}`, null],
  [sidOf('FN', 1), null],
  [`https://flowdesk.example/flows/${flow}/engagements/${sidOf('FN', 1)}`, null],
  ['FW1', null],
  ['', null],
])('of %o, Enter opens the flow %o', (text, expected) => {
  expect(pastedFlow(text)).toBe(expected)
})
