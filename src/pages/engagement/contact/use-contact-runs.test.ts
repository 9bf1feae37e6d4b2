import { expect, test } from 'vitest'

import type { EngagementRow, RowsInView } from '#engine/protocol.ts'
import { sidOf } from '#testing/sids.ts'

import { blockingRun, questionOf } from './use-contact-runs.ts'

const row = (n: number, status: string, started: number | null): EngagementRow => ({
  row: n,
  sid: sidOf('FN', n),
  status,
  contact: '+14155550123',
  started,
  updated: null,
  found: null,
})

const runs = (...rows: EngagementRow[]): RowsInView => ({
  from: 0,
  rows,
  total: rows.length,
  read: rows.length,
  counts: {
    status: { all: 0, active: 0, ended: 0 },
    channel: { phone: 0, whatsapp: 0, sip: 0, client: 0, other: 0 },
  },
  search: null,
  anchorAt: null,
  version: 1,
})

test('the oldest run that was active before this one began', () => {
  const all = runs(
    row(5, 'active', 50),
    row(4, 'ended', 40),
    row(3, 'active', 30),
    row(2, 'active', 20),
    row(1, 'active', null),
  )
  expect(blockingRun(all, { sid: sidOf('FN', 4), started: 40 })?.sid).toBe(sidOf('FN', 2))
  expect(blockingRun(all, { sid: sidOf('FN', 2), started: 20 })).toBeNull()
  expect(blockingRun(all, { sid: sidOf('FN', 9), started: null })).toBeNull()
  expect(blockingRun(null, { sid: sidOf('FN', 9), started: 1 })).toBeNull()
})

test('a contact is asked for whole, whatever it is written with', () => {
  expect(questionOf('+14155550123').text).toBe('contact:=+14155550123')
  expect(questionOf('client:anna b').text).toBe('contact:="client:anna b"')
})
