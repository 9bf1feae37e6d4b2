import fc from 'fast-check'
import { expect, test } from 'vitest'

import { channels } from './channel.ts'
import { parseChannels, printChannels } from './channel-list.ts'

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.subarray([...channels]), (some) => {
      expect(parseChannels(printChannels(some))).toEqual(some)
    }),
  )
})

test('leaves out what is no channel or stands there twice', () => {
  expect(parseChannels('sip,fax,phone,sip,,Client')).toEqual(['phone', 'sip'])
})
