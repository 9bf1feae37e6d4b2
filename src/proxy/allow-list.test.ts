import fc from 'fast-check'
import { expect, test } from 'vitest'

import { endpoints, pagingParams, runFilterParams } from '#contract/endpoints.ts'

import { createProxy } from './proxy.ts'

/**
 * Checks what may reach Twilio, with all kinds of requests: valid endpoints, damaged ones and others, with any method,
 * query and headers.
 */

const base = new URL('https://studio.twilio.com')
const flow = `FW${'0123456789abcdef'.repeat(2)}`
const run = `FN${'a'.repeat(32)}`
const step = `FT${'F'.repeat(32)}`
const paths = Object.values(endpoints).map(
  (path) =>
    `/api${path.replace('{FW}', flow).replace('{FN}', run).replace('{FT}', step).replace('{n}', '31')}`,
)

// The expected rules, written independently and as simply as possible: one regular expression for all endpoints.
const hex = '[0-9a-fA-F]{32}'
const oneRun = `/FN${hex}(/Context|/Steps(/FT${hex}(/Context)?)?)?`
const endpointPattern = new RegExp(
  `^(/v1/Flows(/FW${hex}(/Engagements(${oneRun})?)?)?|/v2/Flows/FW${hex}(/Executions(${oneRun})?|/Revisions(/([1-9][0-9]{0,8}|LatestPublished))?)?)$`,
)
const listPattern = new RegExp(
  `^(/v1/Flows|(/v1/Flows/FW${hex}/Engagements|/v2/Flows/FW${hex}/Executions)(/FN${hex}/Steps)?|/v2/Flows/FW${hex}/Revisions)$`,
)

const executionsPattern = new RegExp(`^/v2/Flows/FW${hex}/Executions$`)

function isValidParam(pathname: string, key: string, value: string): boolean {
  const n = Number(value)
  if (key === 'status') return executionsPattern.test(pathname) && ['active', 'ended'].includes(value)
  if (key === 'DateCreatedFrom' || key === 'DateCreatedTo') {
    const isDate =
      /^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z$/.test(value) && Date.parse(value) < Infinity
    return executionsPattern.test(pathname) && isDate
  }
  if (key === 'PageSize') return String(n) === value && Number.isInteger(n) && n >= 1 && n <= 1000
  if (key === 'Page') return String(n) === value && Number.isSafeInteger(n) && n >= 0 && n < 1e15
  return key === 'PageToken' && value.length > 0 && value.length <= 2048
}

function isEndpoint({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>): boolean {
  return (
    endpointPattern.test(pathname) &&
    new Set(searchParams.keys()).size === [...searchParams].length &&
    (searchParams.size === 0 || listPattern.test(pathname)) &&
    [...searchParams].every(([key, value]) => isValidParam(pathname, key, value))
  )
}

function pathAndQuery({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>) {
  return { pathname, query: new Map(searchParams) }
}

const oddText = fc.oneof(
  fc.constantFrom('/', '//', '/./', '/../', '..', '.', '/..;/', '\\', '\\..\\', '@', ':', ';x=1', '*'),
  fc.constantFrom('%2F', '%2f', '%252F', '%5C', '%2e%2e', '%2E', '%00', '%0a', '%0d%0a', '%20', '%', '%zz'),
  fc.constantFrom('\0', '\t', '\n', '\r\n', ' ', '٣', '３', 'ｆ', 'K', '\u202e', '\ud800', '😀'),
  fc.constantFrom(
    '?',
    '#',
    '?PageSize=1',
    '#/../',
    'Executions',
    'Engagements',
    'v1',
    'v2',
    'api',
    'https://evil.example/',
  ),
  fc.constantFrom(flow, run, step, '/Context', '/Steps', '/Engagements', flow.toLowerCase(), 'FX'),
  fc.string({ maxLength: 3 }),
)

type Mutation = { at: number; cut: number; put: string; how: 'exchange' | 'flip' | 'encode' | 'repeat' }
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  cut: fc.nat(2),
  put: oddText,
  how: fc.constantFrom('exchange', 'exchange', 'flip', 'encode', 'repeat'),
})

function mutate(text: string, { at, cut, put, how }: Mutation): string {
  const i = at % (text.length + 1)
  const letter = text.charAt(i)
  switch (how) {
    case 'exchange':
      return text.slice(0, i) + put + text.slice(i + cut)
    case 'flip':
      return (
        text.slice(0, i) +
        (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()) +
        text.slice(i + 1)
      )
    case 'encode':
      return `${text.slice(0, i)}%${(text.codePointAt(i) ?? 0).toString(16).padStart(2, '0')}${text.slice(i + 1)}`
    case 'repeat':
      return text + text.slice(text.lastIndexOf('/', i))
  }
}

const anyPath = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...paths) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...paths), fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([path, damages]) => damages.reduce(mutate, path)),
  },
  { weight: 1, arbitrary: fc.array(oddText, { maxLength: 9 }).map((parts) => `/${parts.join('/')}`) },
)

const anyOrigin = fc.oneof(
  { weight: 8, arbitrary: fc.constant('http://127.0.0.1:4173') },
  {
    weight: 1,
    // As absolute-form requests send them.
    arbitrary: fc.constantFrom(
      'http://evil.example',
      'https://user:secret@studio.twilio.com',
      'http://studio.twilio.com@evil.example',
      'http://[::1]:99',
    ),
  },
)

const anyKey = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pagingParams) },
  { weight: 3, arbitrary: fc.constantFrom(...runFilterParams) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...'Status,DateCreated,pagesize,Page%53ize,Page[],%50age,AccountSid,__proto__, Page,'.split(','),
    ),
  },
  { weight: 1, arbitrary: fc.string() },
)
const anyValue = fc.oneof(
  fc.constantFrom(
    ...'active,ended,Active,2026-11-03T15:20:00Z,2026-11-03T15:20:00+00:00,2026-13-03T15:20:00Z'.split(','),
  ),
  fc.constantFrom(...'0,1,50,1000,1001,-1,01,1e3, 5,,+5,0x10,5.0,%31,٣,３'.split(',')),
  fc.constantFrom(...'x%26PageSize=1|x#y|%00|https://evil.example|%ff|\ud800|PT a/b=|..%2f'.split('|')),
  fc.constantFrom(2048, 2049, 20_000).map((length) => 'x'.repeat(length)),
  fc.nat(2000).map(String),
  fc.string(),
)
const anyQuery = fc.oneof(
  fc.constantFrom(
    '?status=active&PageSize=1000',
    '?DateCreatedFrom=2026-11-03T15:20:00Z&DateCreatedTo=2026-11-04T00:00:00Z&PageSize=50&PageToken=x',
  ),
  fc.constantFrom('', '?', '?PageSize=1000', '?PageSize=50&Page=3&PageToken=PT%20a%2Fb'),
  fc
    .array(fc.tuple(anyKey, anyValue), { minLength: 1, maxLength: 4 })
    .map((pairs) => `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`),
)

const anyMethod = fc.constantFrom(
  ...'GET GET GET GET HEAD POST PUT DELETE PATCH OPTIONS get TRACE'.split(' '),
)
const anyHeaders = fc.dictionary(
  fc.constantFrom(
    'authorization',
    'cookie',
    'accept',
    'host',
    'x-http-method-override',
    'x-forwarded-host',
    'range',
  ),
  fc.constantFrom('Bearer theirs', 'text/html', 'evil.example', 'DELETE', 'bytes=0-1'),
)

/** A request as a server passes it on: with the raw URL and method, which the `Request` constructor would normalize. */
function requestOf(url: string, method: string, headers: Record<string, string>): Request {
  const plain = new Request('http://127.0.0.1:4173', { method: method === 'POST' ? method : 'GET', headers })
  return Object.defineProperties(plain, { url: { value: url }, method: { value: method } })
}

test('only valid requests reach Twilio, whatever is sent, and all of them do', async () => {
  let passed = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      anyOrigin,
      anyPath,
      anyQuery,
      anyMethod,
      anyHeaders,
      async (origin, path, query, method, headers) => {
        const href = origin + path + query
        fc.pre(URL.canParse(href))
        const sent: Request[] = []
        const proxy = createProxy({
          fetch: async (request) => {
            sent.push(request)
            return Response.json({ flows: [] })
          },
          base,
          credentials: { user: 'user', password: 'password' },
        })
        const response = await proxy(requestOf(href, method, headers), { caller: 'one' })
        const body: unknown = await response.json()

        for (const request of sent) {
          const url = new URL(request.url)
          expect([url.origin, url.username, url.password, url.hash]).toEqual([base.origin, '', '', ''])
          expect(isEndpoint(url)).toBe(true)
          expect(request.method).toMatch(/^(GET|HEAD)$/)
          expect([request.body, request.redirect]).toEqual([null, 'manual'])
          expect([...request.headers]).toEqual([
            ['accept', 'application/json'],
            ['accept-encoding', 'gzip'],
            ['authorization', `Basic ${btoa('user:password')}`],
            ['user-agent', 'Flowdesk'],
          ])
        }

        const { pathname, searchParams } = new URL(href)
        const endpoint = { pathname: pathname.slice('/api'.length), searchParams }
        const isAllowed =
          pathname.startsWith('/api/') && isEndpoint(endpoint) && (method === 'GET' || method === 'HEAD')
        expect(sent.map((request) => [request.method, pathAndQuery(new URL(request.url))])).toEqual(
          isAllowed ? [[method, pathAndQuery(endpoint)]] : [],
        )
        const error = { code: null, message: expect.any(String), status: response.status }
        expect(body).toEqual(isAllowed ? { flows: [] } : error)
        expect(isAllowed ? [200] : [400, 404, 405]).toContain(response.status)
        if (isAllowed) passed++
        else refused++
      },
    ),
    { numRuns: 3000 },
  )
  // The property proves something only if it saw enough of both.
  expect(passed).toBeGreaterThan(80)
  expect(refused).toBeGreaterThan(1000)
})
