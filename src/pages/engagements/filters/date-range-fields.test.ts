import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  describeAroundChange,
  describeClockChanges,
  describeFieldZone,
  fieldsAround,
  findAroundError,
  formatField,
  parseDateRange,
  parseField,
} from './date-range-fields.ts'

const berlin = 'Europe/Berlin'
const now = Date.parse('2026-11-29T12:00:00Z')
const fieldsOf = (from: string, to: string, zone = berlin) => ({
  from: parseField('from', from, zone),
  to: parseField('to', to, zone),
})
const isComplete = () => false
const parse = (from: string, to: string) => parseDateRange(fieldsOf(from, to), isComplete)
const rangeOf = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) })

test('parses two times in the given zone', () => {
  expect(parse('2026-11-03T09:00', '2026-11-04T09:00')).toEqual({
    ok: true,
    range: rangeOf('2026-11-03T08:00:00Z', '2026-11-04T08:00:00Z'),
  })
})

test('an empty field sets no bound', () => {
  expect(parse('', '2026-11-04T09:00')).toMatchObject({ range: { from: null } })
  expect(parse('', '')).toEqual({ ok: true, range: { from: null, to: null } })
})

test('an end that is not after the start is an error of the field “To”', () => {
  expect(parse('2026-11-04T09:00', '2026-11-03T09:00')).toMatchObject({ ok: false, field: 'to' })
  expect(parse('2026-11-04T09:00', '2026-11-04T09:00')).toMatchObject({ ok: false, field: 'to' })
})

test('an incomplete date is an error, not an empty bound', () => {
  const half = parseDateRange(fieldsOf('', ''), (name) => name === 'from')
  expect(half).toMatchObject({ ok: false, field: 'from', message: expect.stringContaining('incomplete') })
  expect(parse('', '20260-01-01T00:00')).toMatchObject({ ok: false, field: 'to' })
})

describe('in an hour that clocks repeat', () => {
  const whole = rangeOf('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')

  test('From is the earlier time and To the later, and both are named', () => {
    const fields = fieldsOf('2026-10-25T02:30', '2026-10-25T02:30')
    expect(parseDateRange(fields, isComplete)).toEqual({ ok: true, range: whole })
    expect(describeFieldZone(fields, berlin, now)).toBe(
      'Times are in Europe/Berlin (From: UTC+2, To: UTC+1).',
    )
    expect(describeClockChanges(fields, berlin)).toEqual([
      'Clocks show 02:30 twice on that day: From is the first (UTC+2).',
      'Clocks show 02:30 twice on that day: To is the second (UTC+1).',
    ])
  })

  test('a time of a link stays as it is until it is edited', () => {
    const later = formatField(whole.to, berlin)
    const fields = { from: later, to: formatField(null, berlin) }
    expect(later.text).toBe('2026-10-25T02:30')
    expect(parseDateRange(fields, isComplete)).toEqual({ ok: true, range: { from: whole.to, to: null } })
    expect(describeClockChanges(fields, berlin)).toEqual([
      'Clocks show 02:30 twice on that day: From is the second (UTC+1).',
    ])
  })
})

function around(text: string, minutes: string) {
  const fields = fieldsAround(text, minutes, berlin)
  return fields && [fields.from.text, fields.to.text]
}

describe('around a time', () => {
  test('From and To are as many minutes before and after', () => {
    expect(around('2026-11-03T14:30', '15')).toEqual(['2026-11-03T14:15', '2026-11-03T14:45'])
    expect(around('2026-11-03T00:10', '90')).toEqual(['2026-11-02T22:40', '2026-11-03T01:40'])
  })

  test('it reaches around both times that clocks show alike', () => {
    const fields = fieldsAround('2026-10-25T02:30', '15', berlin)
    expect(fields && { from: fields.from.ms, to: fields.to.ms }).toEqual(
      rangeOf('2026-10-25T00:15:00Z', '2026-10-25T01:45:00Z'),
    )
  })

  test('without a time or minutes there is no range', () => {
    expect(around('', '15')).toBeNull()
    for (const minutes of ['', '0', '-5', '1.5', 'x', '10000'])
      expect(around('2026-11-03T14:30', minutes)).toBeNull()
  })

  test('what it cannot fill From and To with is an error: they would hold another range, or none', () => {
    const text = '2026-11-03T14:30'
    expect(findAroundError({ text: '', minutes: '15' }, true)?.field).toBe('around')
    expect(findAroundError({ text, minutes: 'x' }, false)?.field).toBe('minutes')
    expect(findAroundError({ text, minutes: '' }, false)?.field).toBe('minutes')
    expect(findAroundError({ text, minutes: '15' }, false)).toBeNull()
    expect(findAroundError({ text: '', minutes: 'x' }, false)).toBeNull()
  })
})

test('a time that clocks skip is said with what it means', () => {
  expect(describeClockChanges(fieldsOf('2026-03-29T02:30', '2026-03-29T04:00'), berlin)).toEqual([
    'Clocks skip 02:30 on that day: From is 03:30.',
  ])
  expect(describeClockChanges(fieldsOf('2026-04-24T00:00', '', 'Africa/Cairo'), 'Africa/Cairo')).toEqual([
    'Clocks skip 00:00 on that day: From is 01:00.',
  ])
})

test('“Around” says it, too: From and To are then around another time', () => {
  expect(describeAroundChange('2026-03-29T02:30', berlin)).toEqual([
    'Clocks skip 02:30 on that day: Around is 03:30.',
  ])
  for (const text of ['2026-03-29T03:30', '2026-10-25T02:30', '', 'x'])
    expect(describeAroundChange(text, berlin)).toEqual([])
})

test('the offset is that of the dates in the fields; without a date, of today', () => {
  const describeZone = (from: string, to: string) => describeFieldZone(fieldsOf(from, to), berlin, now)
  expect(describeZone('', '')).toBe('Times are in Europe/Berlin (UTC+1).')
  expect(describeZone('2026-07-01T09:00', '')).toBe('Times are in Europe/Berlin (UTC+2).')
  expect(describeZone('', '2026-07-01T09:00')).toBe('Times are in Europe/Berlin (UTC+2).')
  expect(describeZone('2026-07-01T09:00', '2026-12-01T09:00')).toBe(
    'Times are in Europe/Berlin (From: UTC+2, To: UTC+1).',
  )
  expect(describeFieldZone(fieldsOf('', '', 'UTC'), 'UTC', now)).toBe('Times are in UTC.')
})

test('opening and applying the form changes nothing, in any zone', () => {
  const zones = [berlin, 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']
  const time = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') })
  fc.assert(
    fc.property(fc.constantFrom(...zones), time, fc.nat(1e9), (zone, from, length) => {
      const range = { from, to: from + length + 1 }
      const fields = { from: formatField(range.from, zone), to: formatField(range.to, zone) }
      expect(parseDateRange(fields, isComplete)).toEqual({ ok: true, range })
    }),
  )
})

test('where clocks skip a whole day, the note names the day that is meant', () => {
  const apia = 'Pacific/Apia'
  const fields = { from: parseField('from', '2011-12-30T12:00', apia), to: formatField(null, apia) }
  expect(describeClockChanges(fields, apia)).toEqual([
    'Clocks skip 12:00 on that day: From is 2011-12-31 12:00.',
  ])
})
