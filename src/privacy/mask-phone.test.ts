import metadata from 'libphonenumber-js/min/metadata'
import { expect, test } from 'vitest'

import { maskText } from './mask.ts'

test('a number without a plus is masked if it starts with an assigned calling code, and only then', () => {
  const codes = [...Object.keys(metadata.country_calling_codes), ...Object.keys(metadata.nonGeographic)]
  const assigned = new RegExp(`^(?:${codes.join('|')})`)
  for (let start = 200; start < 1000; start++) {
    // With another second half it may be a number of North America without its calling code.
    const number = `${start}000000000`
    expect([number, maskText(`id ${number}`).includes('•')]).toEqual([number, assigned.test(number)])
  }
})
