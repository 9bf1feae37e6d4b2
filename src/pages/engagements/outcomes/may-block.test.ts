import { expect, test } from 'vitest'

import { hourMs } from '#format/time/time-units.ts'
import { contextFromValue } from '#story/context-reader.ts'

import { mayBlock } from './may-block.ts'

const active = { status: 'active', started: 0 }
const contextOf = (value: object) => ({ text: JSON.stringify(value), reader: contextFromValue(value) })
const addresses = {
  flow: { channel: { address: '+14155550100' } },
  contact: { channel: { address: '+447700900123' } },
}

test('an old active messaging run may keep new ones of its pair from starting', () => {
  expect(mayBlock(active, true, contextOf(addresses), 2 * hourMs)).toEqual({
    company: '+14155550100',
    contact: '+447700900123',
  })
})

test.each<[string, Parameters<typeof mayBlock>]>([
  ['it has ended', [{ ...active, status: 'ended' }, true, contextOf(addresses), 2 * hourMs]],
  ['it is young', [active, true, contextOf(addresses), hourMs - 1]],
  [
    'it is a call',
    [active, true, contextOf({ ...addresses, trigger: { call: { CallSid: 'CA' } } }), 2 * hourMs],
  ],
  ['a later run did start, or is not known', [active, false, contextOf(addresses), 2 * hourMs]],
  ['its context is not loaded', [active, true, null, 2 * hourMs]],
  ['the pair is unknown', [active, true, contextOf({}), 2 * hourMs]],
])('no claim that it blocks anything when %s', (_, parameters) => {
  expect(mayBlock(...parameters)).toBeNull()
})
