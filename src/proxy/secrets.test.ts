import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import type { ProxyEvent } from './events.ts'
import { createProxy } from './proxy.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => new Promise((resolve) => setImmediate(resolve))

const user = `SK${'5ec0de'.repeat(5)}42`
const password = 'Pa55word-Of-The-Account'
const basic = btoa(`${user}:${password}`)
const secrets = [user, password, basic, encodeURIComponent(basic), btoa(password)]
/** All secrets at once, as an upstream that echoes them would send them. */
const echo = `Basic ${basic} ${user} ${password}`

const flow = `/api/v1/Flows/FW${'1'.repeat(32)}`

function setupProxy() {
  const upstream = new FakeUpstream()
  const events: ProxyEvent[] = []
  const proxy = createProxy({
    fetch: upstream.fetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user, password },
    onEvent: (event) => events.push(event),
  })
  const sendRequest = (path = flow, init: RequestInit = {}) =>
    proxy(new Request(`http://localhost${path}`, init), { caller: 'a' })
  return { sendRequest, upstream, events }
}

/** Everything a caller sees: the response with all its headers and its body, or what is thrown instead. */
async function responseText(pending: Promise<Response>): Promise<string> {
  try {
    const response = await pending
    const head = [response.status, response.statusText, response.url, JSON.stringify([...response.headers])]
    return `${head.join(' ')} ${await response.text().catch(describeThrown)}`
  } catch (thrown) {
    return describeThrown(thrown)
  }
}

function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `threw ${JSON.stringify(thrown)}`
  const { name, message, stack, cause } = thrown
  return `threw ${name} ${message} ${stack} ${cause === undefined ? '' : describeThrown(cause)} ${JSON.stringify(thrown)}`
}

const echoing = {
  'www-authenticate': echo,
  authorization: echo,
  'proxy-authenticate': echo,
  location: `https://${user}:${password}@evil.example/?${basic}`,
  'content-location': echo,
  'set-cookie': `a=${basic}`,
  server: echo,
  via: echo,
  link: echo,
  'x-echo': echo,
  [`x-${user}`]: 'a',
  'content-type': `application/json; echo="${echo}"`,
  'retry-after': echo,
  'twilio-concurrent-requests': echo,
  'twilio-request-id': user,
}

const thrownByFetch = Object.assign(
  new TypeError(`fetch failed ${echo}`, {
    cause: Object.assign(new Error(echo), { code: password, headers: echoing, request: echo }),
  }),
  { request: echo },
)

const statuses = [200, 204, 301, 304, 307, 400, 401, 403, 404, 407, 429, 500, 503]
const isRedirect = (status: number) => status >= 300 && status < 400

/** Each kind of failure, the pattern of its output, and how to cause it. */
type FailureCase = [
  name: string,
  pattern: RegExp,
  (proxy: ReturnType<typeof setupProxy>) => Promise<string[]>,
]
const failureCases: FailureCase[] = [
  [
    'another site’s page',
    /^403/,
    ({ sendRequest }) =>
      all(responseText(sendRequest(flow, { headers: { 'sec-fetch-site': 'cross-site' } }))),
  ],
  ['an unknown endpoint', /^404/, ({ sendRequest }) => all(responseText(sendRequest('/api/v1/Nothing')))],
  ['another method', /^405/, ({ sendRequest }) => all(responseText(sendRequest(flow, { method: 'DELETE' })))],
  ['an unknown key', /^400/, ({ sendRequest }) => all(responseText(sendRequest('/api/v1/Flows?key=1')))],
  ...statuses.map((status): FailureCase => [
    `a ${status} without a body, with echoing headers`,
    new RegExp(`^${isRedirect(status) ? 502 : status}`),
    ({ sendRequest, upstream }) => {
      const response = sendRequest()
      upstream.last.respondWithoutBody({ status, statusText: echo, headers: echoing })
      return all(responseText(response))
    },
  ]),
  [
    'an error response',
    /^502/,
    ({ sendRequest, upstream }) => {
      const response = sendRequest()
      upstream.last.respondWith(Response.error())
      return all(responseText(response))
    },
  ],
  [
    'no connection',
    /^502/,
    ({ sendRequest, upstream }) => {
      const responses = [sendRequest(), sendRequest()]
      upstream.last.fail(thrownByFetch)
      return all(...responses.map(responseText))
    },
  ],
  [
    'a timeout',
    /^504/,
    ({ sendRequest }) => {
      const response = sendRequest()
      vi.advanceTimersByTime(30_000)
      return all(responseText(response))
    },
  ],
  [
    'a body that breaks off',
    /^200 .*broke off/,
    async ({ sendRequest, upstream }) => {
      const responses = [sendRequest(), sendRequest()].map(responseText)
      upstream.last.respond({ headers: echoing })
      await settled()
      upstream.last.fail(thrownByFetch)
      return all(...responses)
    },
  ],
  [
    'a body that stalls',
    /^200 .*stopped in the middle/,
    async ({ sendRequest, upstream }) => {
      const response = responseText(sendRequest())
      upstream.last.respond()
      await settled()
      vi.advanceTimersByTime(30_000)
      return all(response)
    },
  ],
  [
    'a request while rate limited',
    /^429 .*Rate limited/,
    async ({ sendRequest, upstream }) => {
      void sendRequest()
      upstream.last.respondWithoutBody({ status: 429, headers: { ...echoing, 'retry-after': '9' } })
      await settled()
      return all(responseText(sendRequest()))
    },
  ],
  [
    'a request that waits too long in the queue',
    /^429 .*Too many requests are waiting/,
    async ({ sendRequest, upstream }) => {
      for (const n of [1, 2, 3, 4]) void responseText(sendRequest(`${flow}/Engagements?Page=${n}`))
      for (const upstreamRequest of upstream.requests) upstreamRequest.respond()
      const response = sendRequest()
      for (let i = 0; i < 3; i++) {
        for (const upstreamRequest of upstream.requests) upstreamRequest.send('.')
        await settled()
        vi.advanceTimersByTime(20_000)
      }
      return all(responseText(response))
    },
  ],
  [
    'a caller that aborts',
    /^threw AbortError/,
    ({ sendRequest }) => {
      const abort = new AbortController()
      const response = sendRequest(flow, { signal: abort.signal })
      abort.abort()
      return all(responseText(response))
    },
  ],
]

test.each(failureCases)('no credential appears in %s', async (_, pattern, cause) => {
  const proxy = setupProxy()
  const outputs = await cause(proxy)
  expect(outputs).not.toEqual([])
  for (const output of outputs) expect(output).toMatch(pattern)
  const everything = `${outputs.join('\n')}\n${JSON.stringify(proxy.events)}`.toLowerCase()
  for (const secret of secrets) expect(everything).not.toContain(secret.toLowerCase())
})

test('the credentials are sent to Twilio, in the header only', () => {
  const { sendRequest, upstream } = setupProxy()
  void sendRequest()
  expect(upstream.last.request.headers.get('authorization')).toBe(`Basic ${basic}`)
  expect(upstream.last.request.url).not.toContain(user)
})

function all(...texts: Promise<string>[]): Promise<string[]> {
  return Promise.all(texts)
}
