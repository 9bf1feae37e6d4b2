import { describe, expect, test } from 'vitest'

import { engagementsPageSchema, stepsPageSchema } from '#contract/resources.ts'
import { parseSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'
import { createEmulatorRequest, emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'

import { probeEmulator } from './emulator-report.ts'
import { questions, type Findings, type Question } from './finding.ts'
import { probeFlow, type ProbeOptions } from './probe.ts'
import { findDifferences, formatReport } from './report.ts'

const start = Date.UTC(2026, 10, 3, 15, 20)
const emulator = createEmulator({ now: () => start, engagements: 1000 })
const gzipEmulator = createEmulator({ now: () => start, engagements: 1000, gzip: true })

function probe(flowSid: FlowSid, options: Partial<ProbeOptions> = {}) {
  return probeFlow({
    fetch: emulator,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: emulatorUser, password: emulatorPassword },
    flowSid,
    runSid: null,
    waitSeconds: 0,
    maxRequests: 40,
    maxStepRuns: 12,
    timeoutMs: 30_000,
    now: () => start,
    sleep: async () => {},
    ...options,
  })
}

const answers = (findings: Findings) =>
  Object.fromEntries(Object.entries(findings).map(([question, { answer }]) => [question, answer]))

/** The emulator with its JSON changed, or with another response where `change` returns one. */
function changed(change: (body: unknown, request: Request) => unknown): ProbeOptions['fetch'] {
  return async (request) => {
    const response = await emulator(request)
    const body = change(await response.clone().json(), request)
    return body instanceof Response ? body : Response.json(body, { status: response.status })
  }
}

/** Changes the rows of each list of this key. */
const changedRows = (key: string, change: (rows: unknown[]) => unknown[]) =>
  changed((body) =>
    typeof body === 'object' && body !== null && key in body
      ? { ...body, [key]: change(Reflect.get(body, key)) }
      : body,
  )

const refuse = (code: number, status: number) => Response.json({ code, message: 'No', status }, { status })

/** A run of the flow that was stopped from outside, or one that came to its end. */
async function findRun(flowSid: FlowSid, isStopped: boolean): Promise<EngagementSid | null> {
  const list = `/v1/Flows/${flowSid}/Engagements`
  const page = await emulator(createEmulatorRequest(`${list}?PageSize=300`))
  for (const { sid, status } of engagementsPageSchema.parse(await page.json()).engagements) {
    if (status !== 'ended') continue
    const steps = await emulator(createEmulatorRequest(`${list}/${sid}/Steps`))
    const [last] = stepsPageSchema.parse(await steps.json()).steps
    if ((last?.transitioned_to === 'Ended') !== isStopped) return parseSid('FN', sid)
  }
  throw new Error('No such run among the newest 300.')
}

const stoppedRun = findRun(flowSids.orderStatus, true)
const emulated = probeEmulator()

test('each question has an answer, but for what the emulator does not do', async () => {
  const requests: Request[] = []
  const { findings, requestCount } = await probe(flowSids.orderStatus, {
    runSid: await stoppedRun,
    fetch(request) {
      requests.push(request)
      return emulator(request)
    },
  })
  expect(answers(findings)).toEqual({
    order: 'newest first',
    repeats: 'each row once',
    contexts: 'present in every row',
    compression: 'none',
    token: 'PA, then letters and digits',
    nextUrl: 'absolute, on the host that was asked, with Page, with PageToken',
    tokenLife: 'answers, the same rows',
    stepOrder: 'newest first',
    stepContexts: 'present in every row',
    stopped: 'its last step leads to a widget',
    execution: 'answers, the same run',
    executionList: 'the same runs in the same order',
    executionContexts: 'present in every row',
    statusFilter: 'filters',
    dateFilter: 'a bound is not included',
    retryAfter: null,
  } satisfies Record<Question, string | null>)
  expect(requests).toHaveLength(requestCount)
  expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']))
})

test('a flow whose lists leave contexts out, compressed', async () => {
  const { findings } = await probe(flowSids.webChat, { fetch: gzipEmulator })
  expect(answers(findings)).toMatchObject({
    contexts: 'empty in every row',
    stepContexts: 'empty in every row',
    executionContexts: 'empty in every row',
    compression: 'gzip',
  })
  expect(findings.contexts?.detail).toContain('the /Context of an empty one: 1 present')
  expect(findings.compression?.detail).toMatch(/a page of \d{5} bytes came as \d{4}$/)
})

test('a run that came to its end is no stopped one', async () => {
  const runSid = await findRun(flowSids.orderStatus, false)
  const { findings } = await probe(flowSids.orderStatus, { runSid })
  expect(findings.stopped).toMatchObject({
    answer: 'its last step leads to Ended',
    detail: expect.stringMatching(/^the named run; the last event is "[A-Za-z]+"$/),
  })
})

describe('other behaviour', () => {
  const cases: [string, FlowSid, Partial<ProbeOptions>, Partial<Record<Question, string | null>>][] = [
    [
      'each page turned round',
      flowSids.survey,
      { fetch: changedRows('engagements', (rows) => rows.toReversed()) },
      { order: 'neither newest nor oldest first', executionList: 'the same runs in another order' },
    ],
    [
      'steps oldest first',
      flowSids.orderStatus,
      { fetch: changedRows('steps', (rows) => rows.toReversed()) },
      { stepOrder: 'oldest first' },
    ],
    [
      'contexts of several kinds',
      faultSids.oddContexts,
      {},
      { contexts: 'mixed: empty, not an object, null' },
    ],
    ['the same token for ever', faultSids.repeatingToken, {}, { repeats: 'the same token comes again' }],
    ['repeated rows', faultSids.duplicateSids, {}, { repeats: 'rows come twice' }],
    [
      'another host',
      faultSids.otherHost,
      {},
      { nextUrl: 'absolute, on another host, with Page, with PageToken' },
    ],
    ['an expired token', faultSids.expiredToken, {}, { tokenLife: 'refused at its first use' }],
    [
      'a token that works once',
      flowSids.orderStatus,
      { fetch: refuseRepeatedTokens() },
      { tokenLife: 'refused' },
    ],
    ['a rate limit', faultSids.slowDown, {}, { retryAfter: 'seconds', repeats: 'each row once' }],
    ['a rate limit without Retry-After', faultSids.slowDownWithoutHeader, {}, { retryAfter: 'absent' }],
    [
      'a SID that is no execution',
      flowSids.orderStatus,
      {
        fetch: changed((body, { url }) => (/\/Executions\/FN\w+$/.test(url) ? refuse(20404, 404) : body)),
      },
      { execution: 'refused', executionList: 'the same runs in the same order' },
    ],
    [
      'filters that are ignored',
      flowSids.orderStatus,
      {
        fetch: (request) =>
          emulator(new Request(request.url.replace(/(status|Date\w+)=[^&]*&/g, ''), request)),
      },
      { statusFilter: 'does not filter', dateFilter: 'do not filter by the second' },
    ],
    [
      'v2 refused',
      flowSids.orderStatus,
      { fetch: changed((body, { url }) => (url.includes('/v2/Flows/') ? refuse(20403, 403) : body)) },
      { execution: null, executionList: null, order: 'newest first' },
    ],
    ['an empty flow', flowSids.empty, {}, { order: null, repeats: null, contexts: null, stepOrder: null }],
  ]
  test.each(cases)('%s', async (_, flowSid, options, expected) => {
    const { findings } = await probe(flowSid, options)
    expect(answers(findings)).toMatchObject(expected)
  })

  test('the whole list oldest first', async () => {
    const read = changed((body, { url }) =>
      url.includes('/Engagements?') && typeof body === 'object'
        ? {
            ...body,
            engagements: ['01', '02', '03'].map((day) => ({ date_created: `2026-11-${day}T00:00:00Z` })),
          }
        : body,
    )
    expect((await probe(flowSids.survey, { fetch: read, maxRequests: 2 })).findings.order?.answer).toBe(
      'oldest first',
    )
  })
})

function refuseRepeatedTokens(): ProbeOptions['fetch'] {
  const used = new Set<string | null>()
  return (request) => {
    const token = new URL(request.url).searchParams.get('PageToken')
    if (token !== null && used.has(token)) return Promise.resolve(refuse(20006, 400))
    used.add(token)
    return emulator(request)
  }
}

const loseConnection = () => Promise.reject(new TypeError('fetch failed'))

describe('failures', () => {
  test.each([
    ['unauthorized', faultSids.unauthorized],
    ['forbidden', faultSids.forbidden],
    ['not-found', faultSids.notFound],
  ])('%s at the first request ends the probe', async (kind, flowSid) => {
    await expect(probe(flowSid)).rejects.toMatchObject({ kind })
  })

  test('no connection ends the probe, at the first request only', async () => {
    await expect(probe(flowSids.orderStatus, { fetch: loseConnection })).rejects.toMatchObject({
      kind: 'unreachable',
    })
    const { findings } = await probe(faultSids.connectionReset)
    expect(findings.repeats).toEqual({ answer: null, detail: 'No connection' })
    expect(findings.order?.detail).toContain('on 1 page')
  })

  test('a run that Twilio does not have ends the probe', async () => {
    const runSid = parseSid('FN', `FN${'0'.repeat(32)}`)
    await expect(probe(flowSids.orderStatus, { runSid })).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('no answer is a finding after the time limit', async () => {
    const { findings } = await probe(faultSids.noAnswer, { timeoutMs: 50 })
    expect(findings.order).toEqual({ answer: null, detail: 'Twilio took too long to answer' })
    expect(findings.execution?.answer).toBeNull()
  })

  test.each([
    'html',
    'cutShort',
    'serverError',
    'brokenGzip',
    'missingSids',
    'missingFields',
    'hostileText',
    'protoKeys',
    'unknownStatus',
  ] as const)('the report is written whatever Twilio sends: %s', async (name) => {
    const report = await probe(faultSids[name])
    expect(Object.keys(report.findings).toSorted()).not.toEqual([])
    expect(formatReport(report, [])).toContain(questions.retryAfter)
  })

  test.each([1, 2, 3, 5, 8, 13])('at most %i requests are sent', async (maxRequests) => {
    let count = 0
    const fetch = (request: Request) => {
      count++
      return emulator(request)
    }
    const report = await probe(flowSids.orderStatus, { fetch, maxRequests })
    expect([count, report.requestCount]).toEqual([maxRequests, maxRequests])
    expect(report.findings.dateFilter?.answer).toBeNull()
  })

  test('a long Retry-After is not waited for', async () => {
    const waits: number[] = []
    const fetch = changed((body, { url }) =>
      url.includes('PageToken')
        ? Response.json(
            { code: 20429 },
            { status: 429, headers: { 'retry-after': 'Wed, 04 Nov 2099 00:00:00 GMT' } },
          )
        : body,
    )
    const sleep = (ms: number) => Promise.resolve(void waits.push(ms))
    const { findings } = await probe(flowSids.orderStatus, { fetch, sleep })
    expect(findings.retryAfter?.answer).toBe('a date')
    expect(findings.repeats?.detail).toBe('Rate limited by Twilio (HTTP 429, code 20429)')
    expect(waits).toEqual([])
  })
})

describe('the report', () => {
  test('has no SID, number or context of a run', async () => {
    const report = await probe(flowSids.orderStatus, { runSid: await stoppedRun })
    const text = formatReport(report, await emulated)
    expect(text).not.toMatch(/[A-Z]{2}[0-9a-f]{32}|\+\d|\d{9}/)
    expect(text).toContain('Probe of FW…4b17 on studio.twilio.com, 2026-11-03T15:20:00Z: ')
    expect(text).toContain('No difference from the emulator in what could be observed.')
  })

  test('lists where Twilio differs from every variant of the emulator', async () => {
    const variants = await emulated
    const open = Object.keys(questions).filter((question) =>
      variants.every((findings) => answers(findings)[question] === null),
    )
    expect(open).toEqual(['retryAfter'])
    const { findings } = await probe(faultSids.otherHost)
    expect(findDifferences(findings, variants)).toEqual([
      {
        question: 'nextUrl',
        twilio: 'absolute, on another host, with Page, with PageToken',
        emulator: 'absolute, on the host that was asked, with Page, with PageToken',
      },
    ])
  })
})
