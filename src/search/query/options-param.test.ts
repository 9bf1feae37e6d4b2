import fc from 'fast-check'
import { expect, test } from 'vitest'

import { channels } from '#contract/channel.ts'
import { parseOptions, serializeOptions } from './options-param.ts'

test('parseOptions is the inverse of serializeOptions', () => {
  fc.assert(
    fc.property(fc.subarray([...channels]), (selected) => {
      expect(parseOptions(serializeOptions(selected, channels) ?? '', channels)).toEqual({
        selected,
        unknown: [],
      })
    }),
  )
})

test('unknown options are set apart, and duplicates are skipped', () => {
  expect(parseOptions('sip,fax, phone,sip,,Client', channels)).toEqual({
    selected: ['phone', 'sip', 'client'],
    unknown: ['fax'],
  })
})
