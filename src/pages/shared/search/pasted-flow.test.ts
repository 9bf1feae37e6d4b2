import { expect, test } from 'vitest'

import { runListOf } from '#contract/run-source.ts'
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

test('a link says where the runs are read from; a SID leaves it as it is', () => {
  const executions = runListOf(flow, 'executions')
  expect(pastedFlow(`https://studio.twilio.com/v2/Flows/${flow}/Executions?PageSize=50`)).toBe(executions)
  expect(pastedFlow(flow, 'executions')).toBe(executions)
  expect(pastedFlow(`https://flowdesk.example/flows/${flow}/engagements`, 'executions')).toBe(flow)
})
