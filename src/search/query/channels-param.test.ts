import fc from 'fast-check'
import { expect, test } from 'vitest'

import { channels } from '#contract/channel.ts'
import { parseChannels, serializeChannels } from './channels-param.ts'

test('parseChannels is the inverse of serializeChannels', () => {
  fc.assert(
    fc.property(fc.subarray([...channels]), (selected) => {
      expect(parseChannels(serializeChannels(selected))).toEqual({ channels: selected, unknown: [] })
    }),
  )
})

test('unknown channels are set apart, and duplicates are skipped', () => {
  expect(parseChannels('sip,fax, phone,sip,,Client')).toEqual({
    channels: ['phone', 'sip', 'client'],
    unknown: ['fax'],
  })
})
