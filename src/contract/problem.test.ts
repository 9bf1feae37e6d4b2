import { describe, expect, test } from 'vitest'

import {
  isAbort,
  Problem,
  problemFromAnswer,
  problemKinds,
  reviveProblem,
  signInScheme,
  toProblem,
} from './problem.ts'

const now = Date.UTC(2026, 10, 3)
const noHeaders = new Headers()

function twilioBody(code: number): string {
  return JSON.stringify({
    code,
    message: 'Their words',
    more_info: 'https://www.twilio.com/docs',
    status: 400,
  })
}

describe('an answer that is no success', () => {
  test.each([
    [400, twilioBody(20001), 'bad-request'],
    [400, twilioBody(70002), 'expired-token'],
    [400, twilioBody(20006), 'expired-token'],
    [401, twilioBody(20003), 'unauthorized'],
    [403, '', 'forbidden'],
    [404, twilioBody(20404), 'not-found'],
    [408, '', 'timeout'],
    [410, '', 'not-found'],
    [422, '', 'bad-request'],
    [429, twilioBody(20429), 'slow-down'],
    [500, '<html>', 'unavailable'],
    [503, '', 'unavailable'],
    [504, '', 'timeout'],
  ] as const)('%i %s is %s', (status, body, kind) => {
    const problem = problemFromAnswer(status, body, noHeaders)
    expect([problem.kind, problem.status]).toEqual([kind, status])
  })

  test("keeps Twilio's code and words", () => {
    expect(problemFromAnswer(401, twilioBody(20003), noHeaders)).toMatchObject({
      code: 20003,
      detail: 'Their words',
    })
  })

  test('a 401 of our own door is no matter of credentials', () => {
    const headers = new Headers({ 'WWW-Authenticate': signInScheme })
    expect(problemFromAnswer(401, '', headers)).toMatchObject({ kind: 'signed-out', status: 401 })
    expect(problemFromAnswer(403, '', headers)).toMatchObject({ kind: 'forbidden' })
  })

  test.each(['', 'null', '[]', '"x"', '{"code":', '{"code":"x","message":1}'])('%j has no words', (body) => {
    expect(problemFromAnswer(500, body, noHeaders)).toMatchObject({ code: null, detail: null })
  })

  test.each([
    ['3', 3],
    ['0', 0],
    ['Tue, 03 Nov 2026 00:00:05 GMT', 5],
    ['Mon, 02 Nov 2026 23:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('Retry-After %j is %j seconds', (header, seconds) => {
    expect(
      problemFromAnswer(429, '', new Headers(header === null ? {} : { 'Retry-After': header }), now)
        .retryAfter,
    ).toBe(seconds)
  })
})

describe('anything thrown', () => {
  test.each([
    // Only whoever called fetch knows that a TypeError means there is no connection.
    [new TypeError('fetch failed'), 'unexpected'],
    [new DOMException('', 'TimeoutError'), 'timeout'],
    [new Error('other'), 'unexpected'],
    ['a string', 'unexpected'],
    [undefined, 'unexpected'],
  ])('%s is %s', (thrown, kind) => {
    expect(toProblem(thrown).kind).toBe(kind)
  })

  test('a Problem stays itself', () => {
    const problem = new Problem('cut-short')
    expect(toProblem(problem)).toBe(problem)
  })

  test('an abort is none', () => {
    expect(isAbort(new DOMException('', 'AbortError'))).toBe(true)
    expect(isAbort(new DOMException('', 'TimeoutError'))).toBe(false)
    expect(isAbort(new Error('AbortError'))).toBe(false)
  })
})

test('a Problem comes through a worker border as it was', () => {
  for (const kind of problemKinds) {
    const problem = new Problem(kind, { status: 429, code: 20429, retryAfter: 1.5, detail: 'why' })
    const revived = reviveProblem(structuredClone(problem.toJSON()))
    expect(revived).toBeInstanceOf(Problem)
    expect(revived.toJSON()).toEqual(problem.toJSON())
  }
})

test.each([null, undefined, 'x', {}, { kind: 'nonsense' }, { kind: 'toString' }])(
  '%j revives as unexpected',
  (value) => {
    expect(reviveProblem(value).kind).toBe('unexpected')
  },
)

test('every kind says what happened and what to do', () => {
  expect(problemKinds).toHaveLength(13)
  for (const kind of problemKinds) {
    const problem = new Problem(kind)
    for (const sentence of [problem.message, problem.remedy]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(['wait', 'again', 'never']).toContain(problem.mend)
  }
})
