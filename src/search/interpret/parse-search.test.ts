import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { emptyQuery } from '#search/query/list-query.ts'
import { sidOf } from '#testing/sids.ts'
import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { splitJson } from './split-json.ts'
import { parseQuery, parseSearch } from './parse-search.ts'

const flow = sidOf('FW', 1)
const engagement = sidOf('FN', 2)
const call = `CA${'0'.repeat(31)}3`

const sentences = (text: string) => parseSearch(text).interpretations.map(({ sentence }) => sentence)
/** The text without spaces and invisible characters. */
const visibleText = (text: string) => text.replaceAll(/[\s\p{Cf}]/gu, '')
const problems = (text: string) => parseSearch(text).problems.map(({ sentence }) => sentence)

/** Whether a text's result is still shared after ten others. */
function isShared(): boolean {
  const parsed = parseSearch('lost parcel')
  for (let n = 0; n < 10; n++) parseSearch(`other ${n}`)
  return parseSearch('lost parcel') === parsed
}

test('a text is parsed once, and its result shared', () => {
  // The cache is emptied when it is full, and earlier tests have put their texts into it.
  expect(isShared() || isShared()).toBe(true)
  const { search } = parseSearch('lost parcel')
  expect(parseQuery({ ...emptyQuery, text: 'lost parcel' }).search).toBe(search)
})

test('a parsed query can be sent to a worker', () => {
  fc.assert(
    fc.property(arbitrarySearchText, (text) => {
      const query = parseQuery({ ...emptyQuery, text })
      expect(structuredClone(query)).toStrictEqual(query)
    }),
  )
})

describe('describes what is searched', () => {
  test.each([
    ['refund', 'The contact or the context contains “refund”.'],
    ['-refund', 'Excludes runs where the contact or the context contains “refund”.'],
    ['10042', 'The contact’s number ends in 10042 or the context contains “10042”.'],
    ['(10042).', 'The contact’s number ends in 10042 or the context contains “10042”.'],
    ['#10042', 'The contact or the context contains “10042”.'],
    ['(#INV-2026/17),', 'The contact or the context contains “INV-2026/17”.'],
    ['10042,10043', 'The contact or the context contains “10042,10043”.'],
    ['items[0]', 'The contact or the context contains “items[0]”.'],
    ['<b>1</b>', 'The contact or the context contains “<b>1</b>”.'],
    ['１００４２\u200b', 'The contact’s number ends in 10042 or the context contains “10042”.'],
    ['042', 'The contact or the context contains “042”.'],
    ['1234567890123456', 'The contact or the context contains “1234567890123456”.'],
    ['+1 (415) 555-0199', 'The contact’s number starts with +14155550199.'],
    ['(415) 555-0199', 'The contact’s number is 4155550199 after a country code or +5214155550199.'],
    [
      '020 7946 0018',
      'The contact’s number is 2079460018 or 02079460018 after a country code or +5492079460018 or +5520979460018 or the context contains “020 7946 0018”.',
    ],
    ['2026-11-03', 'The contact or the context contains “2026-11-03”.'],
    ['10.0.0.1', 'The contact or the context contains “10.0.0.1”.'],
    ['client:anna', 'The contact is “client:anna”.'],
    ['whatsapp:+14155550199', 'The contact contains “whatsapp:+14155550199”.'],
    ['sip:a@b.c', 'The contact is “a@b.c” or the contact is “sip:a@b.c” or the contact is “sips:a@b.c”.'],
    ['a@b.example', 'The contact or the context contains “a@b.example”.'],
    [engagement, `The engagement is ${engagement}.`],
    [
      call,
      `The contact or the context contains “${call}”. This is a call SID: to open a run, search for its own SID (FN…).`,
    ],
    [flow, `${flow} is a flow SID. Open the flow?`],
    [
      `https://api.example/Accounts/AC${'1'.repeat(32)}/Calls/${call}.json`,
      `The contact or the context contains “${call}”. This is a call SID: to open a run, search for its own SID (FN…).`,
    ],
    ['status:ACTIVE', 'The status is “active”.'],
    ['status:paused', 'The status is “paused”. Twilio’s own statuses are “active” and “ended”.'],
    ['-channel:sip,phone', 'Excludes runs where the channel is phone or the channel is sip.'],
    ['contact:anna', 'The contact contains “anna”.'],
    ['contact:=anna', 'The contact is “anna”.'],
    ['contact:"0199"', 'The contact contains “0199”.'],
    [`sid:${engagement}`, `The engagement is ${engagement}.`],
    ['after:2026-11-03', 'The start time is 2026-11-03 00:00 UTC or later.'],
    ['before:2026-11-03T10:12+01:00', 'The start time is before 2026-11-03 09:12 UTC.'],
    ['duration:1m..90', 'The duration is 1 min or more and 90 s or less.'],
    ['duration:0..1d', 'The duration is 0 s or more and 1 d or less.'],
    ['flow.variables.lang:es', 'The value at flow.variables.lang contains “es”.'],
    ['flow.variables.lang:="es"', 'The value at flow.variables.lang equals “es”.'],
    ['flow.variables.lang:""', 'The value at flow.variables.lang is the empty string.'],
    ['flow.variables.lang:=""', 'The value at flow.variables.lang is the empty string.'],
    ['flow.variables.lang:*', 'There is a value at flow.variables.lang.'],
    [
      'passed:lookup_order',
      'There is a value at widgets.lookup_order. A widget that ran has left it; one that leaves none isn’t found.',
    ],
    [
      '-passed:"Ask again"',
      "Excludes runs where there is a value at widgets['Ask again']. A widget that ran has left it; one that leaves none isn’t found.",
    ],
    [
      'ended:Ask_1',
      'The last widget that ran is “Ask_1”. Contexts don’t say which was last, so only runs whose steps are loaded are checked.',
    ],
    [
      'passed:ask>bye',
      'A step leads from “ask” to “bye”. Contexts don’t say it, so only runs whose steps are loaded are checked.',
    ],
    [
      '-passed:"Ask again>timeout>bye"',
      'Excludes runs where a step leads from “Ask again” to “bye” by “timeout”. Contexts don’t say it, so only runs whose steps are loaded are checked.',
    ],
    [
      'passed:ask>timeout>*',
      'A step leads from “ask” on by “timeout”. Contexts don’t say it, so only runs whose steps are loaded are checked.',
    ],
    [
      'passed:="a>b"',
      "There is a value at widgets['a>b']. A widget that ran has left it; one that leaves none isn’t found.",
    ],
    ['flow.variables.lang:"*"', 'The value at flow.variables.lang contains “*”.'],
    [
      'lang:es',
      'The contact or the context contains “lang:es”. “lang” isn’t a field. For a value in the context, write its path, such as flow.variables.lang:',
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
  'flow.variables.lang:"',
  'passed:',
  'passed:""',
  'passed:ask>',
  'passed:>bye',
  'passed:*>bye',
  'passed:ask>>bye',
  'passed:ask>a>b>c',
  'ended:=',
])('%s is reported as a problem', (typed) => {
  const { search, problems: notes, interpretations } = parseSearch(typed)
  expect(search.terms).toEqual([])
  expect(interpretations).toEqual([])
  expect(notes.map((each) => each.typed)).toEqual([typed])
  expect(notes[0]?.sentence).toMatch(/^.{20,}[.]$/)
})

describe('the link target', () => {
  test.each([
    [engagement, { flowSid: null, engagementSid: engagement }],
    [`\u200b${engagement}\u00a0`, { flowSid: null, engagementSid: engagement }],
    [flow, { flowSid: flow, engagementSid: null }],
    [
      `https://console.twilio.com/us1/develop/studio/flows/${flow}/executions/${engagement}?x=1#y`,
      { flowSid: flow, engagementSid: engagement, source: 'executions' },
    ],
    [
      `https://studio.twilio.com/v1/Flows/${flow}/Engagements/${engagement}/Context`,
      { flowSid: flow, engagementSid: engagement, source: 'engagements' },
    ],
    [
      `https://studio.twilio.com/v2/Flows/${flow}/Executions?PageSize=50`,
      { flowSid: flow, engagementSid: null, source: 'executions' },
    ],
    [`/flows/${flow}/executions`, { flowSid: flow, engagementSid: null, source: 'executions' }],
    [`/flows/${flow}/executions-old`, { flowSid: flow, engagementSid: null }],
    [`/v1/Flows/${flow}`, { flowSid: flow, engagementSid: null }],
    [`-${engagement}`, null],
    [`"${engagement}"`, { flowSid: null, engagementSid: engagement }],
    [call, null],
    [`x${engagement}`, null],
  ])('%s', (typed, target) => {
    expect(parseSearch(typed).target).toEqual(target)
  })
})

test('every token of any text is described or reported as a problem', () => {
  fc.assert(
    fc.property(fc.oneof(arbitrarySearchText, fc.string({ unit: 'binary' })), (text) => {
      const { search, problems: invalid, interpretations } = parseSearch(text)
      const noted = [...invalid, ...interpretations].map(({ typed }) => typed)
      const json = splitJson(text)
      expect(visibleText(noted.join('')).length).toBe(
        visibleText(json ? json.rest + json.values : text).length,
      )
      expect(search.terms.every(({ predicates }) => predicates.length > 0)).toBe(true)
      expect(noted.length).toBeGreaterThanOrEqual(search.terms.length)
    }),
    { numRuns: 2000 },
  )
})

test.each(['\ufeff', '1 ', '"', '\\', '-', '+', '(', ':', 'a.', "['", '\u200b1', 'a:', '٤ '])(
  'a very long text of %j is parsed within 2 s',
  (unit) => {
    expect(problems(`contact:${unit.repeat(20_000)}x`).length).toBeGreaterThanOrEqual(0)
  },
  2000,
)
