import { expect, test } from 'vitest'

import type { EngagementRow } from '#engine/rpc/protocol.ts'
import { indexJson } from '#json/parse/document.ts'
import { ParsedText } from '#json/worker/parsed-text.ts'
import { rowsFrom } from '#testing/engine/rows-in-view.ts'
import { sidOf } from '#testing/sids.ts'

import { findOlderActiveRun, mayBlock } from './active-runs.ts'

const row = (n: number, status: string, started: number | null): EngagementRow => ({
  row: n,
  sid: sidOf('FN', n),
  status,
  contact: '+14155550123',
  started,
  updated: null,
  durationMs: null,
  outcome: null,
  match: null,
})

const runs = (...rows: EngagementRow[]) => rowsFrom(0, { rows, total: rows.length })

test('the older active run is the oldest that started before this one', () => {
  const all = runs(
    row(5, 'active', 50),
    row(4, 'ended', 40),
    row(3, 'active', 30),
    row(2, 'active', 20),
    row(1, 'active', null),
  )
  expect(findOlderActiveRun(all, { sid: sidOf('FN', 4), started: 40 })?.sid).toBe(sidOf('FN', 2))
  expect(findOlderActiveRun(all, { sid: sidOf('FN', 2), started: 20 })).toBeNull()
  expect(findOlderActiveRun(all, { sid: sidOf('FN', 9), started: null })).toBeNull()
  expect(findOlderActiveRun(null, { sid: sidOf('FN', 9), started: 1 })).toBeNull()
})

const hourMs = 3_600_000
const active = { sid: sidOf('FN', 1), status: 'active', started: 0 }
const alone = runs(row(1, 'active', 0))

function contextOf(value: object): ParsedText {
  const text = JSON.stringify(value)
  return new ParsedText(text, indexJson(text))
}

const addresses = {
  flow: { channel: { address: '+14155550100' } },
  contact: { channel: { address: '+447700900123' } },
}

test('an old active messaging run may keep new ones of its pair from starting', () => {
  expect(mayBlock(active, alone, contextOf(addresses), 2 * hourMs)).toEqual({
    company: '+14155550100',
    contact: '+447700900123',
  })
})

test.each<[string, Parameters<typeof mayBlock>]>([
  ['it has ended', [{ ...active, status: 'ended' }, alone, contextOf(addresses), 2 * hourMs]],
  ['it is young', [active, alone, contextOf(addresses), hourMs - 1]],
  [
    'it is a call',
    [active, alone, contextOf({ ...addresses, trigger: { call: { CallSid: 'CA' } } }), 2 * hourMs],
  ],
  [
    'a later run did start',
    [active, runs(row(2, 'ended', 5), row(1, 'active', 0)), contextOf(addresses), 2 * hourMs],
  ],
  ['its context is not loaded', [active, alone, null, 2 * hourMs]],
  ['the pair is unknown', [active, alone, contextOf({}), 2 * hourMs]],
  ['the contact’s runs are not loaded', [active, null, contextOf(addresses), 2 * hourMs]],
])('no claim that it blocks anything when %s', (_, parameters) => {
  expect(mayBlock(...parameters)).toBeNull()
})
