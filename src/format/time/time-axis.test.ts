import { expect, test } from 'vitest'

import { timeTicks } from './time-axis.ts'

const parse = (text: string) => Date.parse(text)
const labels = (from: string, to: string, width: number, zone = 'Europe/Berlin') =>
  timeTicks(parse(from), parse(to), width, zone).map(({ label }) => label)

test('labels hours within a day, and the date at midnight', () => {
  expect(labels('2026-11-03T15:00:00Z', '2026-11-04T03:00:00Z', 400)).toEqual([
    '18:00',
    '21:00',
    '4 Nov',
    '03:00',
  ])
})

test('ticks are round in the given time zone', () => {
  expect(labels('2026-11-03T15:00:00Z', '2026-11-04T03:00:00Z', 400, 'Asia/Kathmandu')).toEqual([
    '21:00',
    '4 Nov',
    '03:00',
    '06:00',
  ])
})

test('an hour that clocks repeat has its offset, and a day without midnight its date', () => {
  expect(labels('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z', 500)).toEqual([
    '01:00',
    '02:00 UTC+2',
    '02:00 UTC+1',
    '03:00',
    '04:00',
  ])
  expect(labels('2026-04-23T20:00:00Z', '2026-04-24T00:00:00Z', 500, 'Africa/Cairo')).toEqual([
    '22:00',
    '23:00',
    '24 Apr',
    '02:00',
    '03:00',
  ])
})

test('labels days, months, years and seconds', () => {
  expect(labels('2026-11-01T00:00:00Z', '2026-11-30T00:00:00Z', 400)).toEqual([
    '2 Nov',
    '9 Nov',
    '16 Nov',
    '23 Nov',
    '30 Nov',
  ])
  expect(labels('2026-01-10T00:00:00Z', '2026-05-20T00:00:00Z', 600)[0]).toBe('Feb 2026')
  expect(labels('2016-01-10T00:00:00Z', '2026-05-20T00:00:00Z', 900)[0]).toBe('2018')
  expect(labels('2026-11-03T08:00:04Z', '2026-11-03T08:00:30Z', 400)[0]).toBe('09:00:10')
})

test('there are never more ticks than fit', () => {
  for (const width of [0, 100, 350, 1200]) {
    expect(labels('2026-11-01T07:00:00Z', '2026-11-08T09:00:00Z', width).length).toBeLessThanOrEqual(
      width / 80 + 1,
    )
  }
})
