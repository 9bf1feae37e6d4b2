import fc from 'fast-check'
import { expect, test } from 'vitest'

import { pagingKeys, reads } from '#contract/reads.ts'

import { createProxy } from './proxy.ts'

/**
 * What may reach Twilio, tried with everything that may be asked: reads, reads with something wrong in them, and what is
 * no read at all, in any method, with any query and headers.
 */

const base = new URL('https://studio.twilio.com')
const flow = `FW${'0123456789abcdef'.repeat(2)}`
const run = `FN${'a'.repeat(32)}`
const step = `FT${'F'.repeat(32)}`
const paths = Object.values(reads).map(
  (path) => `/api${path.replace('{FW}', flow).replace('{FN}', run).replace('{FT}', step)}`,
)

// The model is written out anew here, in the crudest way there is: one expression per read.
const hex = '[0-9a-fA-F]{32}'
const exactly = new RegExp(
  `^/v1/Flows(/FW${hex}(/Engagements(/FN${hex}(/Context|/Steps(/FT${hex}(/Context)?)?)?)?)?)?$`,
)
const lists = new RegExp(`^/v1/Flows(/FW${hex}/Engagements(/FN${hex}/Steps)?)?$`)

function fits(key: string, value: string): boolean {
  const n = Number(value)
  if (key === 'PageSize') return String(n) === value && Number.isInteger(n) && n >= 1 && n <= 1000
  if (key === 'Page') return String(n) === value && Number.isSafeInteger(n) && n >= 0 && n < 1e15
  return key === 'PageToken' && value.length > 0 && value.length <= 2048
}

function isRead({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>): boolean {
  return (
    exactly.test(pathname) &&
    new Set(searchParams.keys()).size === [...searchParams].length &&
    (searchParams.size === 0 || lists.test(pathname)) &&
    [...searchParams].every(([key, value]) => fits(key, value))
  )
}

function whatIsAsked({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>) {
  return { pathname, query: new Map(searchParams) }
}

const oddity = fc.oneof(
  fc.constantFrom('/', '//', '/./', '/../', '..', '.', '/..;/', '\\', '\\..\\', '@', ':', ';x=1', '*'),
  fc.constantFrom('%2F', '%2f', '%252F', '%5C', '%2e%2e', '%2E', '%00', '%0a', '%0d%0a', '%20', '%', '%zz'),
  fc.constantFrom('\0', '\t', '\n', '\r\n', ' ', '٣', '３', 'ｆ', 'K', '\u202e', '\ud800', '😀'),
  fc.constantFrom('?', '#', '?PageSize=1', '#/../', 'Executions', 'v2', 'api', 'https://evil.example/'),
  fc.constantFrom(flow, run, step, '/Context', '/Steps', '/Engagements', flow.toLowerCase(), 'FX'),
  fc.string({ maxLength: 3 }),
)

type Damage = { at: number; cut: number; put: string; how: 'exchange' | 'flip' | 'encode' | 'repeat' }
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  cut: fc.nat(2),
  put: oddity,
  how: fc.constantFrom('exchange', 'exchange', 'flip', 'encode', 'repeat'),
})

function damaged(text: string, { at, cut, put, how }: Damage): string {
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
      .tuple(fc.constantFrom(...paths), fc.array(damage, { minLength: 1, maxLength: 3 }))
      .map(([path, damages]) => damages.reduce(damaged, path)),
  },
  { weight: 1, arbitrary: fc.array(oddity, { maxLength: 9 }).map((parts) => `/${parts.join('/')}`) },
)

const anyOrigin = fc.oneof(
  { weight: 8, arbitrary: fc.constant('http://127.0.0.1:4173') },
  {
    weight: 1,
    // As absolute-form requests bring them.
    arbitrary: fc.constantFrom(
      'http://evil.example',
      'https://user:secret@studio.twilio.com',
      'http://studio.twilio.com@evil.example',
      'http://[::1]:99',
    ),
  },
)

const anyKey = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...pagingKeys) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...'pagesize,Page%53ize,Page[],%50age,AccountSid,__proto__, Page,'.split(',')),
  },
  { weight: 1, arbitrary: fc.string() },
)
const anyValue = fc.oneof(
  fc.constantFrom(...'0,1,50,1000,1001,-1,01,1e3, 5,,+5,0x10,5.0,%31,٣,３'.split(',')),
  fc.constantFrom(...'x%26PageSize=1|x#y|%00|https://evil.example|%ff|\ud800|PT a/b=|..%2f'.split('|')),
  fc.constantFrom(2048, 2049, 20_000).map((length) => 'x'.repeat(length)),
  fc.nat(2000).map(String),
  fc.string(),
)
const anyQuery = fc.oneof(
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

/** A request as a server hands it on: its URL and method as they came, which the platform's own would have tidied. */
function requestOf(url: string, method: string, headers: Record<string, string>): Request {
  const plain = new Request('http://127.0.0.1:4173', { method: method === 'POST' ? method : 'GET', headers })
  return Object.defineProperties(plain, { url: { value: url }, method: { value: method } })
}

test('nothing but a read ever reaches Twilio, whatever is asked, and every read does', async () => {
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
        const answer = await proxy(requestOf(href, method, headers), { caller: 'one' })
        const body: unknown = await answer.json()

        for (const request of sent) {
          const url = new URL(request.url)
          expect([url.origin, url.username, url.password, url.hash]).toEqual([base.origin, '', '', ''])
          expect(isRead(url)).toBe(true)
          expect(request.method).toMatch(/^(GET|HEAD)$/)
          expect([request.body, request.redirect]).toEqual([null, 'manual'])
          expect([...request.headers]).toEqual([
            ['accept', 'application/json'],
            ['authorization', `Basic ${btoa('user:password')}`],
            ['user-agent', 'Flowdesk'],
          ])
        }

        const { pathname, searchParams } = new URL(href)
        const read = { pathname: pathname.slice('/api'.length), searchParams }
        const may = pathname.startsWith('/api/') && isRead(read) && (method === 'GET' || method === 'HEAD')
        expect(sent.map((request) => [request.method, whatIsAsked(new URL(request.url))])).toEqual(
          may ? [[method, whatIsAsked(read)]] : [],
        )
        const refusal = { code: null, message: expect.any(String), status: answer.status }
        expect(body).toEqual(may ? { flows: [] } : refusal)
        expect(may ? [200] : [400, 404, 405]).toContain(answer.status)
        if (may) passed++
        else refused++
      },
    ),
    { numRuns: 3000 },
  )
  // A property that only ever saw the one or the other would prove nothing.
  expect(passed).toBeGreaterThan(80)
  expect(refused).toBeGreaterThan(1000)
})
