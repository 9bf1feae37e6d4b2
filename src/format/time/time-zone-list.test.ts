import { describe, expect, test } from 'vitest'

import { listTimeZones, matchTimeZone, presentName } from './time-zone-list.ts'
import { formatUtcOffset, isTimeZone } from './time-zone.ts'

test('the list has each zone once, by its present name, UTC first', () => {
  const zones = listTimeZones()
  expect(zones[0]).toBe('UTC')
  expect(new Set(zones).size).toBe(zones.length)
  expect(zones.every(isTimeZone)).toBe(true)
  expect(zones).toContain('Asia/Kolkata')
  expect(zones).not.toContain('Asia/Calcutta')
  expect(presentName('Europe/Kiev')).toBe('Europe/Kyiv')
  expect(presentName('Europe/Berlin')).toBe('Europe/Berlin')
})

const november = Date.parse('2026-11-03T12:00:00Z')

function matches(typed: string): string[] {
  return listTimeZones()
    .map((zone) => ({ zone, rank: matchTimeZone(zone, formatUtcOffset(november, zone), typed) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ zone }) => zone)
}

describe('a typed text finds', () => {
  test.each([
    ['berlin', 'Europe/Berlin'],
    ['new y', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['europe/ber', 'Europe/Berlin'],
    ['kolkata', 'Asia/Kolkata'],
    ['calcutta', 'Asia/Kolkata'],
    ['kiev', 'Europe/Kyiv'],
    ['são paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
    ['prince', 'Africa/Sao_Tome', false],
  ])('%s: first %s', (typed, zone, isFound = true) => {
    expect(matches(typed)[0] === zone).toBe(isFound)
  })

  test.each([
    ['+2', 'Africa/Cairo', 'Europe/Berlin'],
    ['UTC+1', 'Europe/Berlin', 'Africa/Cairo'],
    ['gmt+1', 'Europe/Berlin', 'Africa/Cairo'],
    ['+05:45', 'Asia/Kathmandu', 'Asia/Kolkata'],
    ['+5', 'Asia/Kathmandu', 'Asia/Dhaka'],
    ['-3:30', 'America/St_Johns', 'America/Sao_Paulo'],
    ['−5', 'America/New_York', 'Asia/Karachi'],
    ['-0', 'Europe/London', 'Europe/Berlin'],
  ])('%s: %s and not %s', (typed, zone, other) => {
    expect(matches(typed)).toContain(zone)
    expect(matches(typed)).not.toContain(other)
  })

  test('nothing for what is no zone', () => {
    expect(matches('zzz')).toEqual([])
    expect(matches('+99')).toEqual([])
    expect(matches('2')).toEqual([])
  })
})
