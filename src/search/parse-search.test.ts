import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'
import { typedText } from '#testing/typed-text.ts'

import { parseSearch } from './parse-search.ts'

const flow = sidOf('FW', 1)
const engagement = sidOf('FN', 2)
const call = `CA${'0'.repeat(31)}3`

const sentences = (text: string) => parseSearch(text).readings.map(({ sentence }) => sentence)
/** Without blanks and what cannot be seen. */
const seen = (text: string) => text.replaceAll(/[\s\p{Cf}]/gu, '')
const problems = (text: string) => parseSearch(text).problems.map(({ sentence }) => sentence)

describe('how it was read', () => {
  test.each([
    ['refund', 'The contact or a value in the context holds “refund”.'],
    ['-refund', 'Leaves out runs where the contact or a value in the context holds “refund”.'],
    ['10042', 'The contact’s number ends in 10042 or a value in the context holds “10042”.'],
    ['１００４２\u200b', 'The contact’s number ends in 10042 or a value in the context holds “10042”.'],
    ['042', 'The contact or a value in the context holds “042”.'],
    ['1234567890123456', 'The contact or a value in the context holds “1234567890123456”.'],
    ['+1 (415) 555-0199', 'The contact’s number starts with +14155550199.'],
    ['(415) 555-0199', 'The contact’s number ends in 4155550199.'],
    [
      '020 7946 0018',
      'The contact’s number ends in 02079460018 or 2079460018 or a value in the context holds “020 7946 0018”.',
    ],
    ['2026-11-03', 'The contact or a value in the context holds “2026-11-03”.'],
    ['10.0.0.1', 'The contact or a value in the context holds “10.0.0.1”.'],
    ['client:anna', 'The contact is “client:anna”.'],
    ['whatsapp:+14155550199', 'The contact holds “whatsapp:+14155550199”.'],
    ['sip:a@b.c', 'The contact is “a@b.c” or the contact is “sip:a@b.c” or the contact is “sips:a@b.c”.'],
    ['a@b.example', 'The contact or a value in the context holds “a@b.example”.'],
    [engagement, `The engagement is ${engagement}.`],
    [call, `The contact or a value in the context holds “${call}”.`],
    [flow, `${flow} is a flow, no engagement: it filters nothing here.`],
    [
      `https://api.example/Accounts/AC${'1'.repeat(32)}/Calls/${call}.json`,
      `The contact or a value in the context holds “${call}”.`,
    ],
    ['status:ACTIVE', 'The status is “active”.'],
    ['status:paused', 'The status is “paused”. Twilio itself names only “active” and “ended”.'],
    ['-channel:sip,phone', 'Leaves out runs where the channel is phone or the channel is sip.'],
    ['contact:anna', 'The contact holds “anna”.'],
    ['contact:=anna', 'The contact is “anna”.'],
    ['contact:"0199"', 'The contact holds “0199”.'],
    [`sid:${engagement}`, `The engagement is ${engagement}.`],
    ['after:2026-11-03', 'It started at 2026-11-03 00:00 UTC or later.'],
    ['before:2026-11-03T10:12+01:00', 'It started before 2026-11-03 09:12 UTC.'],
    ['duration:1m..5m', 'It took at least 60 s and at most 300 s.'],
    ['flow.variables.lang:es', 'The value at flow.variables.lang holds “es”.'],
    ['flow.variables.lang:="es"', 'The value at flow.variables.lang is “es”.'],
    ['flow.variables.lang:*', 'There is a value at flow.variables.lang.'],
    ['flow.variables.lang:"*"', 'The value at flow.variables.lang holds “*”.'],
    [
      'lang:es',
      'The contact or a value in the context holds “lang:es”. “lang” is no field; for a value in the context write its path, such as flow.variables.lang:',
    ],
  ])('%s', (typed, sentence) => {
    expect(parseSearch(typed).problems).toEqual([])
    expect(sentences(typed)).toEqual([sentence])
  })
})

test.each([
  'status:',
  'status:act',
  'channel:fax',
  'contact:',
  'sid:10042',
  `sid:${flow}`,
  'after:soon',
  'before:2026-02-30',
  'duration:60',
  'duration:5..1',
  'whatsapp:0199',
  'client:',
  '-',
  '""',
  'flow.variables.lang:',
])('%s is not understood, which is said', (typed) => {
  const { search, problems: said, readings } = parseSearch(typed)
  expect(search.terms).toEqual([])
  expect(readings).toEqual([])
  expect(said.map((each) => each.typed)).toEqual([typed])
  expect(said[0]?.sentence).toMatch(/^.{20,}[.]$/)
})

describe('what it leads to', () => {
  test.each([
    [engagement, { flowSid: null, engagementSid: engagement }],
    [`\u200b${engagement}\u00a0`, { flowSid: null, engagementSid: engagement }],
    [flow, { flowSid: flow, engagementSid: null }],
    [
      `https://console.twilio.com/us1/develop/studio/flows/${flow}/executions/${engagement}?x=1#y`,
      { flowSid: flow, engagementSid: engagement },
    ],
    [
      `https://studio.twilio.com/v1/Flows/${flow}/Engagements/${engagement}/Context`,
      { flowSid: flow, engagementSid: engagement },
    ],
    [`/v1/Flows/${flow}`, { flowSid: flow, engagementSid: null }],
    [`-${engagement}`, null],
    [`"${engagement}"`, null],
    [call, null],
    [`x${engagement}`, null],
  ])('%s', (typed, target) => {
    expect(parseSearch(typed).target).toEqual(target)
  })
})

test('any text is read, and all of it is accounted for', () => {
  fc.assert(
    fc.property(fc.oneof(typedText, fc.string({ unit: 'binary' })), (text) => {
      const { search, problems: wrong, readings } = parseSearch(text)
      const said = [...wrong, ...readings].map(({ typed }) => typed)
      expect(seen(said.join('')).length).toBe(seen(text).length)
      expect(search.terms.every(({ tests }) => tests.length > 0)).toBe(true)
      expect(said.length).toBeGreaterThanOrEqual(search.terms.length)
    }),
    { numRuns: 2000 },
  )
})

test.each(['\ufeff', '1 ', '"', '\\', '-', '+', '(', ':', 'a.', "['", '\u200b1', 'a:', '٤ '])(
  'a very long text of %j takes no time',
  (unit) => {
    expect(problems(`contact:${unit.repeat(20_000)}x`).length).toBeGreaterThanOrEqual(0)
  },
  2000,
)
