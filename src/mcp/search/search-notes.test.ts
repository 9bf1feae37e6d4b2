import { expect, test } from 'vitest'

import { emptyQuery } from '#search/query/list-query.ts'
import { sidOf } from '#testing/sids.ts'

import { searchNotes, toListQuery } from './search-notes.ts'

test.each([
  'status:active status:ended',
  'after:2026-11-02 before:2026-11-03 after:2026-11-01',
  'channel:phone kiosk channel:whatsapp',
  'duration:60.. duration:..300',
])('%s: both must match, the later one does not replace the other', (text) => {
  expect(toListQuery(text)).toEqual({ ...emptyQuery, text })
})

test('filters given once are filters of the list', () => {
  const text =
    'status:active after:2026-11-02 before:2026-11-03 channel:phone,sip duration:60..300 kiosk -status:ended'
  expect(toListQuery(text)).toEqual({
    ...emptyQuery,
    status: 'active',
    from: Date.UTC(2026, 10, 2),
    to: Date.UTC(2026, 10, 3),
    channels: ['phone', 'sip'],
    minSeconds: 60,
    maxSeconds: 300,
    text: 'kiosk -status:ended',
  })
})

test('a flow’s SID filters nothing, and is not said to be understood', () => {
  const typed = sidOf('FW', 1)
  expect(searchNotes(`${typed} status:active`)).toEqual({
    understood: [{ typed: 'status:active', sentence: 'The status is “active”.' }],
    notUnderstood: [
      { typed, sentence: 'This names a flow, which filters nothing: pass its SID as flow_sid.' },
    ],
  })
})
