import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseFlowsQuery } from '#pages/flows/search/parse-flows-query.ts'
import { sidOf } from '#testing/sids.ts'

import { findSids } from './find-sids.ts'
import { parseSearch } from './parse-search.ts'

const engagement = sidOf('FN', 0xab_cd_ef)
const other = sidOf('FN', 7)
const flow = sidOf('FW', 1)
const call = `CA${'0'.repeat(29)}abc`

const sentences = [
  // Twilio's error 20409.
  `Execution ${engagement} is already active for this contact`,
  `{"code":20409,"message":"Execution ${engagement} is already active for this contact","status":409,"details":{"conflicting_execution_sid":"${engagement}"}}`,
  `Error 20409: Execution "${engagement}" is already active for this contact (+1 415 555 0199).`,
  `[HTTP 409] Failed to execute: Execution ${engagement} is already active; status: 409 - see the docs`,
  `"${engagement}"`,
  `'${engagement}'`,
  `“${engagement}”`,
  `«${engagement}»`,
  `\`${engagement}\``,
  `(${engagement})`,
  `[${engagement}]`,
  `<${engagement}>`,
  `${engagement}.`,
  `${engagement},`,
  `${engagement}: see below`,
  `sid=${engagement}`,
  `?sid=${engagement}&x=1`,
  `execution_sid=%22${engagement}%22`,
  `Run:${engagement}`,
  `Engagement: ${engagement}`,
  `sid:${engagement},`,
  `sid: ${engagement}`,
  `sid:"${engagement}."`,
  String.raw`"text":"see\n${engagement}\n"`,
  `FN${engagement.slice(2).toUpperCase()}`,
  `the run FN${engagement.slice(2).toUpperCase()}.`,
  `the run ${engagement.toLowerCase()}.`,
  `Fn${engagement.slice(2)}`,
  `https%253A%252F%252Fexample.com%252Fruns%252F${engagement}`,
  String.raw`\u0022${engagement}\u0022`,
  `ＦＮ${engagement.slice(2)}`,
  `\u200b${engagement}\u00a0`,
  `please look at ${engagement} - it hangs`,
  `curl -X GET "https://example.com/runs/${engagement}.json" \\ -u $SID:$TOKEN`,
  `twilio api:studio:v2:flows:executions:steps:list --execution-sid ${engagement} -o json`,
]

describe('a SID in a sentence leads to its run from both boxes', () => {
  test.each(sentences)('%s', (text) => {
    const { search, problems, target } = parseSearch(text)
    expect(search.terms.map(({ predicates }) => predicates)).toEqual([[{ on: 'sid', sid: engagement }]])
    expect(problems).toEqual([])
    expect(target).toEqual({ flowSid: null, engagementSid: engagement })
    expect(parseFlowsQuery(text)).toEqual({
      kind: 'search',
      goal: { kind: 'engagement', engagementSid: engagement },
    })
  })
})

test('whatever is written around a SID, the search finds it', () => {
  const around = fc.stringMatching(/^[^A-Za-z0-9\s"“”„\\%:-]{0,3}$/)
  const word = fc.constantFrom('', 'Execution ', 'the run: ', '20409 ', 'status=409 ', '+1 415 555 0199 ')
  fc.assert(
    fc.property(word, around, around, word, (before, open, close, after) => {
      const { terms } = parseSearch(`${before}${open}${engagement}${close} ${after}`).search
      expect(terms.map(({ predicates }) => predicates)).toEqual([[{ on: 'sid', sid: engagement }]])
    }),
  )
})

const notes = (text: string) =>
  parseSearch(text).interpretations.flatMap(({ sentence }) => (sentence === '' ? [] : [sentence]))

test.each([
  [`${engagement} refund`, [`The engagement is ${engagement}.`, 'The other word isn’t searched.']],
  [`lost parcel ${engagement}`, [`The engagement is ${engagement}.`, 'The other words aren’t searched.']],
  [
    `${engagement} status:ended -refund`,
    [
      `The engagement is ${engagement}.`,
      'The status is “ended”.',
      'Excludes runs where the contact or the context contains “refund”.',
    ],
  ],
  [
    `${engagement} blocks ${other}`,
    [`The engagement is ${engagement} or the engagement is ${other}.`, 'The other word isn’t searched.'],
  ],
  [
    `Call ${call.replace('abc', 'ABC')} failed.`,
    [
      `The contact or the context contains “${call}”. This is a call SID: to open a run, search for its own SID (FN…).`,
      'The other words aren’t searched.',
    ],
  ],
  [
    `refund -${engagement}`,
    ['The contact or the context contains “refund”.', `Excludes runs where the engagement is ${engagement}.`],
  ],
  [`flow.parent:${engagement}`, [`The value at flow.parent contains “${engagement}”.`]],
  [
    `The flow ${flow}, refund`,
    [
      'The contact or the context contains “The”.',
      'The contact or the context contains “flow”.',
      `${flow} is a flow SID. Open the flow?`,
      'The contact or the context contains “refund”.',
    ],
  ],
])('%s is described', (text, expected) => {
  expect(notes(text)).toEqual(expected)
})

const [before, after] = [engagement.slice(0, 22), engagement.slice(22)]
const wrapped = [
  // As pasted: a search box makes a blank of the end of a line, or nothing.
  `Execution ${before} ${after} is already active for this contact`,
  `> Execution ${before}\n> ${after} is already active`,
  `>> Execution ${before} >> ${after} is already active`,
  `> Execution ${before}> ${after} is already active`,
  `| ${before} | ${after} |`,
  `${before}=\r\n${after}`,
  `${before}\u00a0\u200b${after}.`,
  `"${before} ${after}"`,
  String.raw`"Execution ${before}\n${after} is"`,
  `${engagement.slice(0, 12)} ${engagement.slice(12, 25)} ${engagement.slice(25)}`,
  `FN\n${engagement.slice(2)}`,
  engagement.replaceAll(/.{8}(?!$)/g, '$& '),
  `sid=${before.toLowerCase()} ${after}`,
  `https://console.example.com/runs/${before} ${after}`,
]

describe('a SID that a mail or a terminal has wrapped leads to its run from both boxes', () => {
  test.each(wrapped)('%j', (text) => {
    const { search, problems, target } = parseSearch(text)
    expect(search.terms.map(({ predicates }) => predicates)).toEqual([[{ on: 'sid', sid: engagement }]])
    expect(problems).toEqual([])
    expect(target?.engagementSid).toBe(engagement)
    expect(findSids(text).engagements).toEqual([engagement])
  })
})

test.each([
  // More or fewer digits, other words, and a word before the digits of something else.
  `${before} ${after}0`,
  `${before} ${after.slice(1)}`,
  `${before} and ${after}`,
  `${before}, ${after}`,
  `${before}.${after}`,
  `CA ${engagement.slice(2)}`,
  `BY ${engagement.slice(2)}`,
  `fence ${after}`,
])('%s is not joined', (text) => {
  expect(findSids(text)).toEqual({ engagements: [], flows: [], others: [] })
  expect(parseSearch(text).target).toBe(null)
})

test('what follows a whole SID is not joined to it', () => {
  expect(findSids(`${engagement} ${after}`).engagements).toEqual([engagement])
  expect(parseSearch(`${before} ${after} -${call}`).search.terms).toHaveLength(2)
})

test.each([`x${engagement}`, `${engagement}0`, engagement.slice(0, -1), `${engagement}x`])(
  '%s is no SID',
  (text) => {
    expect(parseSearch(text).target).toBe(null)
  },
)

test('a sentence with the flow and the run leads to the run in its flow', () => {
  const text = `Flow ${flow}: Execution ${engagement} is already active.`
  expect(parseSearch(text).target).toEqual({ flowSid: flow, engagementSid: engagement })
  expect(parseFlowsQuery(text)).toEqual({
    kind: 'target',
    target: { flowSid: flow, engagementSid: engagement },
  })
})

test('an encoded link names the source, too', () => {
  const link = `https://console.twilio.com/studio/flows/${flow}/executions/${engagement}`
  for (const text of [link, encodeURIComponent(link), encodeURIComponent(encodeURIComponent(link))])
    expect(parseSearch(text).target).toEqual({
      flowSid: flow,
      engagementSid: engagement,
      source: 'executions',
    })
})

test.each([
  [
    'AC',
    'an account SID, which all runs of the account share: search for a number, or for a run’s SID (FN…).',
  ],
  ['FT', 'a flow step SID, which contexts rarely contain: search for its run’s SID (FN…) and open Steps.'],
  ['FC', 'a flow contact SID, which many contacts share: search for the contact’s number.'],
  ['SM', 'a message SID: to open a run, search for its own SID (FN…).'],
  ['sm', 'a message SID: to open a run, search for its own SID (FN…).'],
  ['MM', 'an MMS message SID: to open a run, search for its own SID (FN…).'],
  ['MG', 'a messaging service SID: to open a run, search for its own SID (FN…).'],
  ['PN', 'a phone number SID: to open a run, search for its own SID (FN…).'],
  ['SK', 'an API key SID: to open a run, search for its own SID (FN…).'],
  ['ZZ', 'a SID of another resource: to open a run, search for its own SID (FN…).'],
])('an %s SID is said to be %s', (prefix, meaning) => {
  for (const text of [
    prefix + '1'.repeat(32),
    `sid:${prefix}${'1'.repeat(32)}`,
    `"${prefix}${'1'.repeat(32)}".`,
  ])
    expect(notes(text)).toEqual([
      `The contact or the context contains “${prefix.toUpperCase()}${'1'.repeat(32)}”. This is ${meaning}`,
    ])
})

test('the account beside another SID is not searched', () => {
  const account = `AC${'0'.repeat(32)}`
  expect(parseSearch(`${account} ${call}`).search.terms.map(({ typed }) => typed)).toEqual([call])
  expect(parseSearch(account).search.terms).toHaveLength(1)
})
