import { expect, test } from 'vitest'

import { auditNoteSchema } from './audit.ts'

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`

test.each([
  { event: 'export', flow, count: 12_000 },
  { event: 'export', flow, engagement },
  { event: 'unmask', flow, engagement },
  { event: 'unmask', flow },
  { event: 'unmask' },
])('%j may be noted', (note) => {
  expect(auditNoteSchema.parse(note)).toEqual(note)
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
  // Nothing of what was exported or shown gets into the log on the way.
  { event: 'unmask', flow, value: '+14155550199' },
  null,
])('%j may not', (note) => {
  expect(auditNoteSchema.safeParse(note).success).toBe(false)
})
