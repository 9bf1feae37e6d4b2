import { expect, test } from 'vitest'

import { engagementSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'

import { chooseRun } from './execution-findings.ts'

const row = (n: number, fields: object) =>
  engagementSchema.parse({ sid: sidOf('FN', n), date_created: '2026-11-03T09:00:00Z', ...fields })

test('compares a run that cannot change meanwhile: an active one that ends would count as another run', () => {
  const active = row(1, { status: 'active' })
  const ended = row(2, { status: 'ended' })
  expect(chooseRun([active, ended])).toBe(ended)
  expect(chooseRun([row(3, { status: 'ended', date_created: null }), active])).toBe(active)
  expect(chooseRun([])).toBeUndefined()
})
