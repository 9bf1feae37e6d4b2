import { expect, test } from 'vitest'

import { alwaysDiffers } from './always-differs.ts'

const hex = (digit: string) => digit.repeat(32)

test.each([
  [`FN${hex('1')}`, `FN${hex('2')}`],
  [
    `https://api.example/v1/FW${hex('0')}/FN${hex('1')}`,
    `https://api.example/v1/FW${hex('0')}/FN${hex('2')}`,
  ],
  ['0f8fad5b-d9cb-469f-a165-70867728950e', '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  ['2026-11-03T09:12:45Z', '2026-11-02T08:00:00Z'],
  ['2026-11-03 09:12:45.123+01:00', '2026-11-02 08:00:00.5+01:00'],
  ['Tue, 03 Nov 2026 09:12:45 +0000', 'Mon, 02 Nov 2026 08:00:00 +0000'],
  ['Tue, 03 Nov 2026 09:12:45 GMT', 'Mon, 02 Nov 2026 08:00:00 GMT'],
])('%s and %s always differ', (left, right) => {
  expect(alwaysDiffers(left, right)).toBe(true)
})

test.each([
  ['1', '2'],
  ['yes', 'no'],
  ['+14155550123', '+14155550124'],
  [`CA${hex('1')}`, `SM${hex('1')}`],
  ['2026-11-03', '2026-11-04'],
  ['Delivery on 2026-11-03T09:12:45Z', 'Pick-up on 2026-11-02T08:00:00Z'],
  ['2026-11-03T09:12:45Z', 'never'],
  ['2026-11-03T09:12:45Z', '#'],
  ['2026-11-03T09:12:45Z', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  [`CA${hex('1')}`, 'CA'],
])('%s and %s may make a difference', (left, right) => {
  expect(alwaysDiffers(left, right)).toBe(false)
})
