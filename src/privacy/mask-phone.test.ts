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

test.each([
  // Spain, Poland, Portugal, Czechia, France without its zero, Chile, Israel, Sweden.
  ['612 34 56 78', '61• •• •• 78'],
  ['612345678', '61•••••78'],
  ['612 345 678', '61• ••• •78'],
  ['612.34.56.78', '61•.••.••.78'],
  ['512 345 678', '51• ••• •78'],
  ['512-345-678', '51•-•••-•78'],
  ['22 123 45 67', '22 ••• •• 67'],
  ['512 345678', '51• ••••78'],
  ['912 345 678, thanks', '91• ••• •78, thanks'],
  ['601\u00a0123\u00a0456', '60•\u00a0•••\u00a0•56'],
  ['6 12 34 56 78', '6 1• •• •• 78'],
  ['9 8765 4321', '9 8••• ••21'],
  ['03-123-4567', '03-•••-••67'],
  ['08-123 45 67', '08-••• •• 67'],
  ['6１２３４５６７８', '6１•••••７８'],
  ['34 612 345 678', '34 ••• ••• •78'],
  ['48 512 345 678', '48 ••• ••• •78'],
  ['351-912-345-678', '35•-•••-•••-•78'],
  ['{"n":612345678}', '{"n":61•••••78}'],
  ['22 34 56 78', '22 •• •• 78'],
  ['9123 4567', '91•• ••67'],
  ['4155 550 142', '41•• ••• •42'],
  ['4111.1111.1111.1111', '••••.••••.••••.1111'],
  ['4111\u00a01111\u00a01111\u00a01111', '••••\u00a0••••\u00a0••••\u00a01111'],
  ['Tel: 612345678 2026-11-03', 'Tel: 61•••••78 2026-11-03'],
])('without a trunk prefix: %s', (text, masked) => {
  expect(maskText(text)).toBe(masked)
})

test.each([
  'order 512345678',
  'Order no.: 512345678',
  'id=512345678',
  '#512345678',
  '123456789',
  '123 456 789',
  '121 567 890 123',
  '0.512345678',
  '51234.5678',
  '512,345,678',
  '512.345.678,00',
  '212.58.24.70',
  '2025 2026',
  'order 9123 4567',
  '9123 4567 8901',
  '2026-00123',
  'SM512345678',
])('no phone number: %s', (text) => {
  expect(maskText(text)).toBe(text)
})
