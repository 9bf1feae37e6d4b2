import { describe, expect, test } from 'vitest'

import { maxResponseBytes } from './page.ts'
import {
  isAbort,
  Problem,
  problemFromResponse,
  problemKinds,
  problemFromJson,
  authScheme,
  normalizeError,
} from './problem.ts'

const now = Date.UTC(2026, 10, 3)
const noHeaders = new Headers()

function twilioBody(code: number): string {
  return JSON.stringify({
    code,
    message: 'Their message',
    more_info: 'https://www.twilio.com/docs',
    status: 400,
  })
}

describe('problemFromResponse', () => {
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
    [429, twilioBody(20429), 'rate-limited'],
    [500, '<html>', 'unavailable'],
    [503, '', 'unavailable'],
    [504, '', 'timeout'],
  ] as const)('%i %s is %s', (status, body, kind) => {
    const problem = problemFromResponse(status, body, noHeaders)
    expect([problem.kind, problem.status]).toEqual([kind, status])
  })

  test("keeps Twilio's code and message", () => {
    expect(problemFromResponse(401, twilioBody(20003), noHeaders)).toMatchObject({
      code: 20003,
      detail: 'Their message',
    })
  })

  test('a 401 from Flowdesk itself means signed out, not wrong credentials', () => {
    const headers = new Headers({ 'WWW-Authenticate': authScheme })
    expect(problemFromResponse(401, '', headers)).toMatchObject({ kind: 'signed-out', status: 401 })
    expect(problemFromResponse(403, '', headers)).toMatchObject({ kind: 'forbidden' })
  })

  test.each(['', 'null', '[]', '"x"', '{"code":', '{"code":"x","message":1}'])(
    '%j has no code and no message',
    (body) => {
      expect(problemFromResponse(500, body, noHeaders)).toMatchObject({ code: null, detail: null })
    },
  )

  test.each([
    ['3', 3],
    ['0', 0],
    ['Tue, 03 Nov 2026 00:00:05 GMT', 5],
    ['Mon, 02 Nov 2026 23:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('Retry-After %j is %j seconds', (header, seconds) => {
    expect(
      problemFromResponse(429, '', new Headers(header === null ? {} : { 'Retry-After': header }), now)
        .retryAfterSeconds,
    ).toBe(seconds)
  })
})

describe('normalizeError', () => {
  test.each([
    // Only the caller of fetch knows that a TypeError means a lost connection.
    [new TypeError('fetch failed'), 'unexpected'],
    [new DOMException('', 'TimeoutError'), 'timeout'],
    [new Error('other'), 'unexpected'],
    ['a string', 'unexpected'],
    [undefined, 'unexpected'],
  ])('%s is %s', (thrown, kind) => {
    expect(normalizeError(thrown).kind).toBe(kind)
  })

  class Odd extends Error {
    override name = 'Odd'
  }

  test.each([
    [new TypeError('x is not a function'), 'TypeError: x is not a function'],
    [new RangeError(), 'RangeError'],
    [new Odd('why'), 'Odd: why'],
    [new DOMException('No room', 'QuotaExceededError'), 'QuotaExceededError: No room'],
    // The value may contain customer data.
    ['+44 7700 900123', 'A value of type string was thrown.'],
    [{ phone: '+44 7700 900123' }, 'A value of type object was thrown.'],
    [null, 'A value of type null was thrown.'],
    [undefined, 'A value of type undefined was thrown.'],
  ])('the detail describes %s', (thrown, detail) => {
    expect(normalizeError(thrown)).toMatchObject({ message: 'Something went wrong in Flowdesk.', detail })
    expect(problemFromJson(structuredClone(normalizeError(thrown).toJSON()))).toMatchObject({ detail })
  })

  test('a detail is at most 300 characters long', () => {
    expect(normalizeError(new Error('x'.repeat(293))).detail).toBe(`Error: ${'x'.repeat(293)}`)
    expect(normalizeError(new Error('x'.repeat(9000))).detail).toBe(`Error: ${'x'.repeat(292)}…`)
  })

  test('a Problem is returned unchanged', () => {
    const problem = new Problem('truncated')
    expect(normalizeError(problem)).toBe(problem)
  })

  test('isAbort recognises aborts only', () => {
    expect(isAbort(new DOMException('', 'AbortError'))).toBe(true)
    expect(isAbort(new DOMException('', 'TimeoutError'))).toBe(false)
    expect(isAbort(new Error('AbortError'))).toBe(false)
  })
})

test('a Problem survives structured cloning as JSON', () => {
  for (const kind of problemKinds) {
    const problem = new Problem(kind, { status: 429, code: 20429, retryAfterSeconds: 1.5, detail: 'why' })
    const restored = problemFromJson(structuredClone(problem.toJSON()))
    expect(restored).toBeInstanceOf(Problem)
    expect(restored.toJSON()).toEqual(problem.toJSON())
  }
})

test.each([null, undefined, 'x', {}, { kind: 'nonsense' }, { kind: 'toString' }])(
  '%j becomes an unexpected Problem',
  (value) => {
    expect(problemFromJson(value)).toMatchObject({
      kind: 'unexpected',
      detail: expect.stringContaining('was thrown'),
    })
  },
)

test('a structured clone of an error keeps its name', () => {
  expect(problemFromJson(structuredClone(new TypeError('x is undefined')))).toMatchObject({
    kind: 'unexpected',
    detail: 'TypeError: x is undefined',
  })
})

test('the hint of a response that is too large names the limit', () => {
  expect(new Problem('too-large').hint).toContain(`${maxResponseBytes / 2 ** 20} MB`)
})

test('every kind has a message, a hint and a recovery', () => {
  expect(problemKinds).toHaveLength(15)
  for (const kind of problemKinds) {
    const problem = new Problem(kind)
    for (const sentence of [problem.message, problem.hint]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(['wait', 'retry', 'none']).toContain(problem.recovery)
  }
})
