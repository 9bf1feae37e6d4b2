import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'
import { createdAccessTokenSchema } from '#contract/flowdesk-api.ts'
import { listen } from '#server/http/listen.ts'
import {
  createStoreServer,
  noStore,
  storeCommand,
  type StoreServer,
} from '#shared-state/testing/store-server.ts'
import { waitFor } from '#testing/wait-for.ts'

import { spawnCommand, type Spawned } from './spawn-command.ts'

/*
 * Two servers in processes of their own, with a real Valkey or Redis between them, and a Twilio whose requests the tests see.
 */

const password = 'correct horse battery staple'
const storePassword = 'hush-hush'
const atOnce = 4

/** A server of ours. */
type Flowdesk = Spawned & { url: string }

let folder = ''
let store: StoreServer
let env: Record<string, string> = {}
const started: Flowdesk[] = []
let a: Flowdesk
let b: Flowdesk
/** Killed by a test. */
let doomed: Flowdesk

/** Requests that Twilio has not answered. */
const open = new Set<ServerResponse>()
let mostOpen = 0
/** How Twilio answers the next requests; null: not at all. */
let answer: ((response: ServerResponse) => void) | null
const answerOk = (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end('{"flows":[]}')
const twilio = createServer((_, response) => {
  open.add(response)
  mostOpen = Math.max(mostOpen, open.size)
  response.once('close', () => open.delete(response))
  answer?.(response)
})

beforeAll(async () => {
  if (storeCommand === null) return
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-several-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>Flowdesk</title>')
  store = await createStoreServer(storePassword)
  await store.start()
  const port = await listen(twilio, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  env = {
    TWILIO_STUDIO_URL: `http://127.0.0.1:${port}`,
    TWILIO_API_KEY: `SK${'a'.repeat(32)}`,
    TWILIO_API_SECRET: 'twilio-secret',
    UPSTREAM_AT_ONCE: String(atOnce),
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH: await hashPassword(password, { ln: 14, r: 8, p: 1 }),
    SESSION_KEYS: '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f',
    TRUSTED_PROXIES: '127.0.0.1',
    SHARED_STATE_URL: store.url,
  }
  ;[a, b, doomed] = await Promise.all([start(), start(), start()])
  await Promise.all([a, b, doomed].map((server) => becomes(server, 'shared_state_up', 1)))
}, 60_000)

afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  twilio.closeAllConnections()
  twilio.close()
  if (storeCommand === null) return
  await store.kill()
  await rm(folder, { recursive: true })
})

beforeEach(({ skip }) => {
  skip(storeCommand === null, noStore)
  answer = answerOk
  answerOpen()
  mostOpen = 0
})

async function start(): Promise<Flowdesk> {
  const spawned = spawnCommand('start.ts', env, { cwd: folder })
  const server = { ...spawned, url: await vi.waitFor(spawned.origin, { timeout: 40_000 }) }
  started.push(server)
  return server
}

type Metric = 'shared_state_up' | 'shared_state_servers' | 'upstream_queue_length' | 'upstream_running'

/** Waits until a metric of a server has this value. */
const becomes = (server: Flowdesk, metric: Metric, value: number) =>
  vi.waitFor(
    async () => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text()
      expect(new RegExp(`^${metric} (\\d+)$`, 'm').exec(metrics)?.[1]).toBe(String(value))
    },
    { timeout: 10_000, interval: 50 },
  )

function attempt(server: Flowdesk, address: string, given = password) {
  return fetch(`${server.url}/api/session/password`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ password: given }),
  })
}

let lastAddress = 0
/** Signs in from a new address. @returns the session's cookie */
async function signIn(server: Flowdesk): Promise<string> {
  const response = await attempt(server, `203.0.113.${++lastAddress}`)
  expect(response.status).toBe(204)
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const signOut = (server: Flowdesk, cookie: string) =>
  fetch(`${server.url}/api/session`, { method: 'DELETE', headers: { origin: server.url, cookie } })

let pageSize = 0
/** A request to Twilio that is shared with no other. */
const read = (server: Flowdesk, cookie: string) =>
  fetch(`${server.url}/api/v1/Flows?PageSize=${(pageSize++ % 1000) + 1}`, { headers: { cookie } })

/** A message of an AI tool with an access token. */
const ping = (server: Flowdesk, token: string) =>
  fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
  })

const statuses = (responses: readonly Promise<Response>[]) =>
  Promise.all(responses.map(async (response) => (await response).status))

const answerOpen = () => {
  for (const response of open) answerOk(response)
}

describe('two servers', () => {
  test('refuse a session that has ended on the other', async () => {
    const cookie = await signIn(a)
    expect(await statuses([read(a, cookie), read(b, cookie)])).toEqual([200, 200])
    expect((await signOut(a, cookie)).status).toBe(204)
    expect(await statuses([read(b, cookie), read(a, cookie)])).toEqual([401, 401])
  })

  test('know each other’s access tokens, and which were revoked', async () => {
    const headers = { origin: a.url, cookie: await signIn(a), 'content-type': 'application/json' }
    const body = JSON.stringify({ name: 'Laptop', hours: 24, unmasked: false })
    const created = await fetch(`${a.url}/api/tokens`, { method: 'POST', headers, body })
    const { text, token } = createdAccessTokenSchema.parse(await created.json())
    expect(await statuses([ping(a, text), ping(b, text)])).toEqual([200, 200])
    const revoke = { method: 'DELETE', headers: { origin: b.url, cookie: headers.cookie } }
    expect((await fetch(`${b.url}/api/tokens/${token.id}`, revoke)).status).toBe(204)
    expect(await statuses([ping(a, text), ping(b, text)])).toEqual([401, 401])
  })

  test('count wrong passwords together', async () => {
    const address = '198.51.100.7'
    for (const server of [a, b, a, b, a]) expect((await attempt(server, address, 'wrong')).status).toBe(401)
    expect(await statuses([attempt(a, address), attempt(b, address)])).toEqual([429, 429])
    expect((await attempt(b, '198.51.100.8')).status).toBe(204)
  })

  test('together send Twilio no more requests at once than allowed, and each gets its part', async () => {
    const cookie = await signIn(a)
    answer = null
    const first = Array.from({ length: 40 }, () => read(a, cookie))
    await waitFor(() => expect(open.size).toBe(atOnce))
    const second = Array.from({ length: 8 }, () => read(b, cookie))
    // The oldest are those of the first server, which uses each slot again until it knows that the other one waits.
    const finishOldest = setInterval(() => [...open].slice(0, 1).forEach(answerOk), 100)
    await becomes(b, 'upstream_running', 2)
    clearInterval(finishOldest)
    await becomes(a, 'upstream_running', 2)
    answer = answerOk
    answerOpen()
    expect(new Set(await statuses([...first, ...second]))).toEqual(new Set([200]))
    expect(mostOpen).toBe(atOnce)
  })

  test('both wait when Twilio has refused one of them', async () => {
    const cookie = await signIn(a)
    let refusedAt = 0
    answer = (response) => {
      refusedAt = performance.now()
      answer = answerOk
      response.writeHead(429, { 'retry-after': '2' }).end('{"code":20429,"status":429}')
    }
    expect((await read(a, cookie)).status).toBe(429)
    expect(await statuses([read(b, cookie), read(a, cookie)])).toEqual([200, 200])
    expect(performance.now() - refusedAt).toBeGreaterThan(1900)
  })
})

test('the slots of a server that is killed come back within seconds', async () => {
  const cookie = await signIn(b)
  answer = null
  const lost = Array.from({ length: 6 }, () => read(doomed, cookie))
  await waitFor(() => expect(open.size).toBe(atOnce))
  const waiting = read(a, cookie)
  await becomes(a, 'upstream_queue_length', 1)
  answer = answerOk
  doomed.child.kill('SIGKILL')
  await Promise.allSettled(lost)
  const killedAt = performance.now()
  expect((await waiting).status).toBe(200)
  expect(performance.now() - killedAt).toBeLessThan(8000)
})

describe('while the store cannot be reached', () => {
  let cookie = ''
  let endedBefore = ''
  let endedMeanwhile = ''
  let late: Flowdesk

  beforeAll(async () => {
    if (storeCommand === null) return
    ;[cookie, endedBefore, endedMeanwhile] = [await signIn(a), await signIn(a), await signIn(b)]
    await signOut(a, endedBefore)
    // Each server has heard of it, at the latest with the next heartbeat.
    await statuses([read(b, endedBefore)])
    await Promise.all([a, b].map((server) => becomes(server, 'shared_state_servers', 2)))
    await store.kill()
    await Promise.all([a, b].map((server) => becomes(server, 'shared_state_up', 0)))
  })

  test('both say so', async () => {
    for (const { url, output } of [a, b]) {
      const response = await fetch(`${url}/readyz`)
      expect(response.status).toBe(200)
      expect(await response.text()).toMatch(/^ready\nThe shared state cannot be reached/)
      expect(output.out).toContain('"msg":"The shared state (SHARED_STATE_URL) cannot be reached."')
    }
  })

  test('people sign in and read, each server with half of the limit', async () => {
    const another = await signIn(b)
    answer = null
    const requests = [a, b].flatMap((server) => Array.from({ length: 5 }, () => read(server, another)))
    await Promise.all([a, b].map((server) => becomes(server, 'upstream_running', 2)))
    await Promise.all([a, b].map((server) => becomes(server, 'upstream_queue_length', 3)))
    answer = answerOk
    answerOpen()
    expect(new Set(await statuses(requests))).toEqual(new Set([200]))
    expect(mostOpen).toBe(atOnce)
  })

  test('no access token counts, since it is not known which were revoked', async () => {
    expect((await ping(a, `flowdesk_${'A'.repeat(43)}`)).status).toBe(503)
  })

  test('wrong passwords are counted by each server', async () => {
    for (let i = 0; i < 5; i++) expect((await attempt(a, '198.51.100.9', 'wrong')).status).toBe(401)
    expect((await attempt(a, '198.51.100.9')).status).toBe(429)
  })

  test('sessions that ended before are refused everywhere, new ones where they ended', async () => {
    expect(await statuses([read(a, endedBefore), read(b, endedBefore)])).toEqual([401, 401])
    await signOut(a, endedMeanwhile)
    expect(await statuses([read(a, endedMeanwhile), read(a, cookie)])).toEqual([401, 200])
  })

  test('a server that starts refuses every sign-in', async () => {
    late = await start()
    expect(await statuses([read(late, cookie), attempt(late, '203.0.113.200')])).toEqual([503, 503])
    const response = await fetch(`${late.url}/readyz`)
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringContaining('every sign-in is refused'),
    ])
  })

  test('all servers know everything again once it is back, although it is empty', async () => {
    await store.start()
    await Promise.all([a, b, late].map((server) => becomes(server, 'shared_state_up', 1)))
    await waitFor(async () => expect(await statuses([read(b, endedMeanwhile)])).toEqual([401]))
    expect((await attempt(b, '198.51.100.9')).status).toBe(429)
    const sessions = [endedBefore, endedMeanwhile, cookie]
    await waitFor(async () =>
      expect(await statuses(sessions.map((each) => read(late, each)))).toEqual([401, 401, 200]),
    )
  })
})

test('no server has logged the password of the store', () => {
  for (const { output } of started) expect(output.out + output.err).not.toContain(storePassword)
})
