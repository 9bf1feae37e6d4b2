import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { FakeUpstream } from '#testing/fake-upstream.ts'

import type { ProxyEvent } from './proxy-event.ts'
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
/** Everything at once, as an upstream that echoes would have it. */
const echo = `Basic ${basic} ${user} ${password}`

const flow = `/api/v1/Flows/FW${'1'.repeat(32)}`

function proxyOf() {
  const upstream = new FakeUpstream()
  const events: ProxyEvent[] = []
  const proxy = createProxy({
    fetch: upstream.fetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user, password },
    tell: (event) => events.push(event),
  })
  const ask = (path = flow, init: RequestInit = {}) =>
    proxy(new Request(`http://localhost${path}`, init), { caller: 'a' })
  return { ask, upstream, events }
}

/** All that can be seen of what comes back: an answer with all its headers and its body, or what is thrown instead. */
async function seen(answer: Promise<Response>): Promise<string> {
  try {
    const response = await answer
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

/** Each failure there is, what it must look like to be that one, and how it comes about. */
type Trouble = [name: string, looks: RegExp, (proxy: ReturnType<typeof proxyOf>) => Promise<string[]>]
const troubles: Trouble[] = [
  [
    'another site’s page',
    /^403/,
    ({ ask }) => all(seen(ask(flow, { headers: { 'sec-fetch-site': 'cross-site' } }))),
  ],
  ['no such read', /^404/, ({ ask }) => all(seen(ask('/api/v1/Nothing')))],
  ['another method', /^405/, ({ ask }) => all(seen(ask(flow, { method: 'DELETE' })))],
  ['an unknown key', /^400/, ({ ask }) => all(seen(ask('/api/v1/Flows?key=1')))],
  ...statuses.map((status): Trouble => [
    `a ${status} without a body that echoes`,
    new RegExp(`^${isRedirect(status) ? 502 : status}`),
    ({ ask, upstream }) => {
      const answer = ask()
      upstream.last.answerWithoutBody({ status, statusText: echo, headers: echoing })
      return all(seen(answer))
    },
  ]),
  [
    'an answer that is none',
    /^502/,
    ({ ask, upstream }) => {
      const answer = ask()
      upstream.last.answerWith(Response.error())
      return all(seen(answer))
    },
  ],
  [
    'no connection',
    /^502/,
    ({ ask, upstream }) => {
      const answers = [ask(), ask()]
      upstream.last.fail(thrownByFetch)
      return all(...answers.map(seen))
    },
  ],
  [
    'no answer',
    /^504/,
    ({ ask }) => {
      const answer = ask()
      vi.advanceTimersByTime(30_000)
      return all(seen(answer))
    },
  ],
  [
    'a body that breaks off',
    /^200 .*broke off/,
    async ({ ask, upstream }) => {
      const answers = [ask(), ask()].map(seen)
      upstream.last.answer({ headers: echoing })
      await settled()
      upstream.last.fail(thrownByFetch)
      return all(...answers)
    },
  ],
  [
    'a body that stalls',
    /^200 .*stopped in the middle/,
    async ({ ask, upstream }) => {
      const answer = seen(ask())
      upstream.last.answer()
      await settled()
      vi.advanceTimersByTime(30_000)
      return all(answer)
    },
  ],
  [
    'a closed gate',
    /^429 .*slow down/,
    async ({ ask, upstream }) => {
      void ask()
      upstream.last.answerWithoutBody({ status: 429, headers: { ...echoing, 'retry-after': '9' } })
      await settled()
      return all(seen(ask()))
    },
  ],
  [
    'a turn that does not come',
    /^429 .*turn did not come/,
    async ({ ask, upstream }) => {
      for (const n of [1, 2, 3, 4]) void seen(ask(`${flow}/Engagements?Page=${n}`))
      for (const asked of upstream.asked) asked.answer()
      const answer = ask()
      for (let i = 0; i < 3; i++) {
        for (const asked of upstream.asked) asked.send('.')
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await settled()
        vi.advanceTimersByTime(20_000)
      }
      return all(seen(answer))
    },
  ],
  [
    'a caller who aborts',
    /^threw AbortError/,
    ({ ask }) => {
      const abort = new AbortController()
      const answer = ask(flow, { signal: abort.signal })
      abort.abort()
      return all(seen(answer))
    },
  ],
]

test.each(troubles)('no credential in %s', async (_, looks, happen) => {
  const proxy = proxyOf()
  const shown = await happen(proxy)
  for (const one of shown) expect(one).toMatch(looks)
  const everything = `${shown.join('\n')}\n${JSON.stringify(proxy.events)}`.toLowerCase()
  for (const secret of secrets) expect(everything).not.toContain(secret.toLowerCase())
})

test('and it is only to Twilio that they go', () => {
  const { ask, upstream } = proxyOf()
  void ask()
  expect(upstream.last.request.headers.get('authorization')).toBe(`Basic ${basic}`)
  expect(upstream.last.request.url).not.toContain(user)
})

function all(...texts: Promise<string>[]): Promise<string[]> {
  return Promise.all(texts)
}
