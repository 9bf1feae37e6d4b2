import fc from 'fast-check'
import { expect, test, vi } from 'vitest'

import { pagingKeys, reads } from '#contract/reads.ts'

import { createProxy, type ProxyOptions } from './proxy.ts'

const flow = `FW${'0123456789abcdef'.repeat(2)}`
const run = `FN${'a'.repeat(32)}`
const step = `FT${'F'.repeat(32)}`
const paths = Object.values(reads).map((path) =>
  path.replace('{FW}', flow).replace('{FN}', run).replace('{FT}', step),
)

// The model is written out anew here, in the crudest way there is: one expression per read.
const hex = '[0-9a-fA-F]{32}'
const exactly = new RegExp(
  `^/api/v1/Flows(/FW${hex}(/Engagements(/FN${hex}(/Context|/Steps(/FT${hex}(/Context)?)?)?)?)?)?$`,
)
const lists = new RegExp(`^/api/v1/Flows(/FW${hex}/Engagements(/FN${hex}/Steps)?)?$`)

const anySegment = fc.oneof(
  fc.constantFrom('api', 'v1', 'v2', 'Flows', 'Engagements', 'Steps', 'Context', 'Executions', '', '.'),
  fc.constantFrom('..', '%2e%2e', '%2F', '%00', 'flows', '@evil.example', flow, run, step, `${flow}%0a`),
  fc.constantFrom(flow.slice(1), `${flow}0`, flow.toLowerCase(), flow.replace('FW', 'FN'), `${flow};x`),
  fc.string(),
)
const anyPath = fc.oneof(
  fc.array(anySegment, { maxLength: 9 }).map((segments) => `/${segments.join('/')}`),
  // A read with one segment exchanged, dropped, or put in: the neighbourhood where mistakes live.
  fc
    .tuple(fc.constantFrom(...paths), fc.nat(9), fc.nat(1), fc.array(anySegment, { maxLength: 1 }))
    .map(([path, at, removed, added]) =>
      `/api${path}`
        .split('/')
        .toSpliced(at + 1, removed, ...added)
        .join('/'),
    ),
)
const anyQuery = fc.array(
  fc.tuple(
    fc.oneof(fc.constantFrom(...pagingKeys, 'pagesize', 'AccountSid', '__proto__'), fc.string()),
    fc.oneof(
      fc.constantFrom('0', '1', '50', '1000', '1001', '-1', '01', '1e3', ' 5', ''),
      fc.nat(2000).map(String),
      fc.string(),
    ),
  ),
  { maxLength: 4 },
)
const anyMethod = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS')

function fits(key: string, value: string): boolean {
  const n = Number(value)
  if (key === 'PageSize') return String(n) === value && Number.isInteger(n) && n >= 1 && n <= 1000
  if (key === 'Page') return String(n) === value && Number.isSafeInteger(n) && n >= 0 && n < 1e15
  return key === 'PageToken' && value.length > 0 && value.length <= 2048
}

function mayPass(method: string, { pathname, searchParams }: URL): boolean {
  return (
    exactly.test(pathname) &&
    (method === 'GET' || method === 'HEAD') &&
    new Set(searchParams.keys()).size === [...searchParams].length &&
    (searchParams.size === 0 || lists.test(pathname)) &&
    [...searchParams].every(([key, value]) => fits(key, value))
  )
}

function parts(href: string) {
  const { origin, pathname, searchParams, hash } = new URL(href)
  return { origin, pathname, query: new Map(searchParams), hash }
}

test('nothing that is not exactly a read, whatever is asked', async () => {
  let passed = 0
  const fetch = vi.fn<ProxyOptions['fetch']>(async () => Response.json({ flows: [] }))
  const base = new URL('https://studio.twilio.com')
  const proxy = createProxy({ fetch, base, credentials: { user: 'user', password: 'password' } })
  await fc.assert(
    fc.asyncProperty(anyPath, anyQuery, anyMethod, async (path, query, method) => {
      const target = `${path}?${new URLSearchParams(query)}`
      fc.pre(URL.canParse(target, 'http://localhost'))
      const url = new URL(target, 'http://localhost')
      fc.pre(url.origin === 'http://localhost')
      fetch.mockClear()
      const answer = await proxy(new Request(url, { method }))

      const may = mayPass(method, url)
      const sent = fetch.mock.calls.map(([request]) => parts(request.url))
      const wanted = {
        ...parts(url.href),
        origin: 'https://studio.twilio.com',
        pathname: url.pathname.slice(4),
        hash: '',
      }
      const refusal = { code: null, message: expect.any(String), status: answer.status }
      expect(sent).toEqual(may ? [wanted] : [])
      expect(await answer.json()).toEqual(may ? { flows: [] } : refusal)
      expect([200, 400, 404, 405]).toContain(answer.status)
      if (may) passed++
    }),
    { numRuns: 3000 },
  )
  // A property that only ever saw refusals would prove nothing.
  expect(passed).toBeGreaterThan(20)
})
