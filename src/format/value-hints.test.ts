import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'

import { countryOf } from './calling-code.ts'
import { getValueHint } from './value-hints.ts'
import { formatDateTimeWithZone } from '#format/time/time.ts'

const zone = 'Europe/Berlin'

function noteOf(key: string, value: unknown): string | null {
  return getValueHint(indexJson(JSON.stringify({ [key]: value })), 1, zone)?.note ?? null
}

function hrefOf(value: string): string | null {
  return getValueHint(indexJson(JSON.stringify([value])), 1, zone)?.href ?? null
}

const timestamp = Date.UTC(2026, 10, 3, 9, 12, 45)
const formatted = formatDateTimeWithZone(timestamp, zone)

describe('times', () => {
  test.each([
    ['x', '2026-11-03T09:12:45Z', formatted],
    ['x', '2026-11-03T10:12:45.123+01:00', formatted],
    ['x', 'Tue, 03 Nov 2026 09:12:45 +0000', formatted],
    ['created_at', timestamp / 1000, formatted],
    ['sentAt', String(timestamp), formatted],
    ['timestamp', String(timestamp / 1000), formatted],
    ['order', timestamp / 1000, null],
    ['phone', '4155550199', null],
    ['created_at', 12, null],
    ['x', '2026-11-03T09:12:45', null],
    ['x', '2026-99-99T99:99:99Z', null],
    ['x', '2026-11-03 09:12:45,5Z', formatted],
    ['x', '2026-02-30T09:12:45Z', null],
    ['x', 'Sat, 31 Feb 2026 09:12:45 +0000', null],
    ['x', 'Tue, 03 Nov 2026 09:12:60 GMT', null],
  ])('%s: %j', (key, value, note) => {
    expect(noteOf(key, value)).toBe(note)
  })

  test('a serialized Joda DateTime', () => {
    const fields = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`field${i}`, i]))
    expect(noteOf('DateCreated', { ...fields, monthOfYear: 11, millis: timestamp })).toBe(formatted)
    expect(noteOf('DateCreated', { ...fields, millis: timestamp })).toBeNull()
    expect(noteOf('DateCreated', { monthOfYear: 11, millis: timestamp })).toBeNull()
  })
})

describe('phone numbers', () => {
  test.each([
    ['+14155550199', 'US, Canada or the Caribbean'],
    ['whatsapp:+447700900123', 'United Kingdom'],
    ['+353209105062', 'Ireland'],
    ['+39 06', null],
    ['+99955501', null],
    ['4155550199', null],
  ])('%s', (value, note) => {
    expect(noteOf('From', value)).toBe(note)
  })

  test('no calling code is a prefix of another', () => {
    for (let code = 1; code < 1000; code++) {
      const digits = String(code)
      const country = countryOf(digits)
      if (country === null || digits.length === 3) continue
      for (let more = 0; more < 10; more++) expect(countryOf(digits + String(more))).toBe(country)
    }
  })
})

describe('SIDs', () => {
  const hex = '0123456789abcdef0123456789abcdef'

  test.each([
    [`CA${hex}`, 'call', `https://www.twilio.com/console/voice/calls/logs/CA${hex}`],
    [`SM${hex}`, 'message', `https://www.twilio.com/console/sms/logs/SM${hex}`],
    [`WT${hex}`, 'TaskRouter task', null],
    [`ZZ${hex}`, null, null],
    [`CA${hex}0`, null, null],
  ])('%s', (value, note, href) => {
    expect([noteOf('sid', value), hrefOf(value)]).toEqual([note, href])
  })
})

describe('URLs', () => {
  test.each([
    ['https://example.com/a?b=c', 'link', 'https://example.com/a?b=c'],
    ['HTTP://EXAMPLE.com', 'link', 'http://example.com/'],
    ['https://bank.example@evil.example/x', 'link to evil.example', 'https://bank.example@evil.example/x'],
    ['https://exаmple.com', 'link to xn--exmple-4nf.com', 'https://xn--exmple-4nf.com/'],
    ['javascript:alert(1)', null, null],
    ['data:text/html,x', null, null],
    ['https://', null, null],
    ['see https://example.com', null, null],
    ['https://exa mple.com', null, null],
  ])('%s', (value, note, href) => {
    expect([noteOf('url', value), hrefOf(value)]).toEqual([note, href])
  })
})

test('never throws, and links only to http and https URLs', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.webUrl(),
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `https://${text}`),
    fc.constantFrom(1e308, -0, 'http://[::1', `CA${'0'.repeat(32)}`),
  )
  fc.assert(
    fc.property(value, (each) => {
      const href =
        getValueHint(indexJson(JSON.stringify([each]) ?? '[0]'), 1, zone)?.href ?? 'https://none.example'
      expect(href).toMatch(/^https?:\/\//)
    }),
    { numRuns: 1000 },
  )
})
