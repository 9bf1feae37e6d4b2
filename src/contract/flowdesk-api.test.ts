import { expect, test } from 'vitest'

import { clientAuditEventSchema } from './flowdesk-api.ts'

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`

test.each([
  { event: 'export', flow, count: 12_000 },
  { event: 'export', flow, engagement },
  { event: 'export', flow, count: 3, source: 'executions' },
  { event: 'unmask', flow, engagement },
  { event: 'unmask', flow },
  { event: 'unmask' },
])('%j is valid', (event) => {
  expect(clientAuditEventSchema.parse(event)).toEqual(event)
})

test.each([
  { event: 'delete', flow },
  { event: 'export' },
  { event: 'export', count: 3 },
  { event: 'unmask', engagement },
  { event: 'unmask', flow, count: 3 },
  { event: 'unmask', flow: '+14155550199' },
  { event: 'export', flow: engagement },
  { event: 'unmask', flow, engagement: '+14155550199' },
  { event: 'export', flow, count: -1 },
  { event: 'export', flow, count: 1.5 },
  { event: 'export', flow, source: '+14155550199' },
  { event: 'unmask', flow, source: 'executions' },
  // Exported or unmasked values must not reach the log.
  { event: 'unmask', flow, value: '+14155550199' },
  null,
])('%j is invalid', (event) => {
  expect(clientAuditEventSchema.safeParse(event).success).toBe(false)
})
