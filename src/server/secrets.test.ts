import { execFile, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { hashPassword } from '#access/password-hash.ts'
import { listen } from '#server/http/listen.ts'

import { spawnCommand } from './spawn-command.ts'

/*
 * No credential is in any answer, header, log line, error or file of the build. The server is built with all of them in its
 * environment, as `npm start` does, is started with them, and is led through what works and what fails.
 */

const root = resolve(import.meta.dirname, '../..')
const hex = (label: string, length: number) =>
  createHash('sha256').update(label).digest('hex').slice(0, length)

const password = 'correct horse battery staple'
const passwordHash = await hashPassword(password, { ln: 14, r: 8, p: 1 })
const keys = [randomBytes(32), randomBytes(32)]
const secrets = {
  TWILIO_API_KEY: `SK${hex('key', 32)}`,
  TWILIO_API_SECRET: `twilio-secret-${hex('secret', 20)}`,
  METRICS_TOKEN: `metrics-token-${hex('token', 20)}`,
  SESSION_KEYS: keys.map((bytes) => bytes.toString('hex')).join(','),
}
const withPassword = { ...secrets, ACCESS: 'password', ACCESS_PASSWORD_HASH: passwordHash }
const withOidc = {
  ...secrets,
  ACCESS: 'oidc',
  OIDC_CLIENT_ID: 'flowdesk',
  OIDC_CLIENT_SECRET: `oidc-secret-${hex('oidc', 20)}`,
  OIDC_ALLOWED_DOMAINS: 'example.com',
}

/** Each credential, in every way of writing it that is used on the way. */
const needles = [
  secrets.TWILIO_API_KEY,
  secrets.TWILIO_API_SECRET,
  secrets.METRICS_TOKEN,
  withOidc.OIDC_CLIENT_SECRET,
  password,
  ...passwordHash.split('$').slice(2),
  ...keys.flatMap((bytes) => [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')]),
  `${secrets.TWILIO_API_KEY}:${secrets.TWILIO_API_SECRET}`,
  `flowdesk:${withOidc.OIDC_CLIENT_SECRET}`,
].flatMap((text) => [text, encodeURIComponent(text), Buffer.from(text).toString('base64').replace(/=+$/, '')])

/** The credentials that stand in a text: none, or their first letters. */
function found(text: string): string[] {
  return needles.filter((needle) => text.includes(needle)).map((needle) => `${needle.slice(0, 14)}…`)
}

let folder = ''
let twilio: Server
let base = ''
/** How the next requests to Twilio go; what it hears is what it should hear. */
let answer: (request: IncomingMessage, response: ServerResponse) => void
const heard = new Set<string>()
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-secrets-'))
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const build = ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', join(folder, 'dist')]
  const env = { ...withPassword, ...withOidc, PATH: process.env['PATH'] }
  await promisify(execFile)(process.execPath, [vite, ...build], { cwd: root, env })

  twilio = createServer((request, response) => {
    heard.add(request.headers.authorization ?? '')
    answer(request, response)
  })
  base = `http://127.0.0.1:${await listen(twilio, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}, 120_000)

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  twilio.closeAllConnections()
  twilio.close()
  await rm(folder, { recursive: true })
})

/** Starts it, and keeps every answer as one text: status, headers, body. */
async function start(env: Record<string, string>) {
  const spawned = spawnCommand(
    'start.ts',
    { ...env, LOG_LEVEL: 'debug', TWILIO_STUDIO_URL: base },
    { cwd: folder },
  )
  running.push(spawned.child)
  const origin = await vi.waitFor(spawned.origin, { timeout: 10_000 })
  const answers: string[] = []
  const ask = async (path: string, init: RequestInit = {}) => {
    const got = await fetch(`${origin}${path}`, { redirect: 'manual', ...init })
    const body = await got.text().catch((error: unknown) => String(error))
    answers.push(`${got.status} ${JSON.stringify([...got.headers])} ${body}`)
    return got
  }
  const stop = async () => {
    spawned.child.kill('SIGTERM')
    return spawned.exit
  }
  return { origin, ask, answers, stop }
}

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`
const reads = [
  '/v1/Flows',
  `/v1/Flows/${flow}/Engagements?PageSize=1000`,
  `/v1/Flows/${flow}/Engagements/${engagement}/Context`,
]

/** All that can go wrong between Flowdesk and Twilio. */
const weather: Record<string, typeof answer> = {
  well: (_, response) => response.setHeader('content-type', 'application/json').end('{"flows":[]}'),
  unauthorized: (_, response) =>
    response
      .writeHead(401, { 'www-authenticate': 'Basic realm="Twilio"' })
      .end('{"code":20003,"status":401}'),
  'sent elsewhere': ({ headers }, response) =>
    response
      .writeHead(302, { location: `https://evil.example/?${headers.authorization}` })
      .end(headers.authorization),
  'told in headers': ({ headers }, response) =>
    response
      .writeHead(500, { 'x-debug': headers.authorization, 'set-cookie': `a=${headers.authorization}` })
      .end('{}'),
  'broken off': (_, response) => {
    response.write('{"flows":')
    setTimeout(() => response.destroy(), 20)
  },
  reset: ({ socket }) => socket.destroy(),
  nonsense: ({ socket }) => socket.end('no answer at all\r\n\r\n'),
}

async function files(): Promise<string[]> {
  const entries = await readdir(join(folder, 'dist'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('no file of the build holds one, though it was built with all of them set', async () => {
  const names = await files()
  expect(names.length).toBeGreaterThan(10)
  const texts = await Promise.all(names.map((name) => readFile(name, 'latin1')))
  expect(names.filter((_, i) => found(texts[i] ?? '').length > 0)).toEqual([])
})

test('a shared password: no answer and no line holds one, whatever happens', async () => {
  const { origin, ask, answers, stop } = await start(withPassword)
  const signIn = (given: string) =>
    ask('/api/session/password', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ password: given }),
    })
  await ask('/api/v1/Flows')
  const cookie = (await signIn(password)).headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie).not.toBe('')
  // A wrong one, and then the right one too soon after it.
  await signIn(`${password}!`)
  await signIn(password)
  const headers = { cookie }
  for (const [name, how] of Object.entries(weather)) {
    answer = how
    for (const [i, read] of reads.entries()) {
      // Another page each time, as the same one would be shared. One after the other, as the weather changes.
      const path = read.includes('Context')
        ? read
        : `${read}${read.includes('?') ? '&' : '?'}PageToken=${name.length}-${i}`
      // oxlint-disable-next-line no-await-in-loop -- see above
      await ask(`/api${path}`, { headers }).catch(() => answers.push('cut off'))
    }
  }
  expect([...heard]).toContain(`Basic ${btoa(`${secrets.TWILIO_API_KEY}:${secrets.TWILIO_API_SECRET}`)}`)

  const authorization = `Bearer ${secrets.METRICS_TOKEN}`
  const paths = [
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
    '/api/session',
    '/api/nothing',
    '/nothing.js',
    '/auth/oidc',
  ]
  for (const path of [
    ...paths,
    '/api/v1/Flows?PageSize=0',
    `/api/v1/Flows?q=${password}`,
    `/${'x'.repeat(9000)}`,
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- a dozen, in order
    await ask(path, { headers: { ...headers, authorization } })
  }
  await ask('/metrics', { headers: { authorization: `${authorization}x`, 'x-forwarded-for': '203.0.113.7' } })
  await ask('/api/session', { method: 'POST', headers: { origin, cookie: `${cookie}x` } })
  await ask('/api/audit', { method: 'POST', headers: { origin, cookie }, body: password })
  await ask('/api/session', { method: 'DELETE', headers: { origin, cookie } })
  answers.push(
    await say(
      origin,
      `GET /${secrets.TWILIO_API_SECRET} HTTP/9.9\r\nX-Key: ${secrets.METRICS_TOKEN}\r\n\r\n`,
    ),
  )

  const { out, err } = await stop()
  expect(answers.length).toBeGreaterThan(35)
  expect(answers.flatMap(found)).toEqual([])
  expect(out).toContain('"audit":"sign-in"')
  expect(out).toContain('"msg":"request"')
  expect([found(out), err]).toEqual([[], ''])
  expect(out.includes(cookie) || out.includes('PageToken')).toBe(false)
})

test('a provider: nor there', async () => {
  answer = (request, response) => {
    response.setHeader('content-type', 'application/json')
    if (!request.url?.startsWith('/.well-known'))
      return response.writeHead(400).end('{"error":"invalid_grant"}')
    const endpoints = {
      authorization_endpoint: `${base}/ask`,
      token_endpoint: `${base}/token`,
      jwks_uri: `${base}/keys`,
    }
    const metadata = { issuer: base, ...endpoints, code_challenge_methods_supported: ['S256'] }
    return response.end(JSON.stringify(metadata))
  }
  const { ask, answers, stop } = await start({ ...withOidc, OIDC_ISSUER: base })
  const leaving = await ask('/auth/oidc?to=/flows')
  const location = new URL(leaving.headers.get('location') ?? '')
  expect(location.pathname).toBe('/ask')
  const cookie = leaving.headers.get('set-cookie')?.split(';')[0] ?? ''
  const state = location.searchParams.get('state') ?? ''
  await ask(`/auth/oidc/callback?code=stolen&state=${state}`, { headers: { cookie } })
  await ask(`/auth/oidc/callback?error=access_denied&state=${state}`, { headers: { cookie } })
  await ask('/auth/oidc/callback?code=stolen&state=other')
  const secretsSent = [...heard].some(
    (one) => one.startsWith('Basic ') && atob(one.slice(6)).includes('oidc'),
  )
  expect(secretsSent, 'the provider was asked with the client’s secret').toBe(true)

  const { out, err } = await stop()
  expect(answers).toHaveLength(4)
  expect(answers.flatMap(found)).toEqual([])
  expect(out).toContain('"audit":"sign-in-refused"')
  expect([found(out), err]).toEqual([[], ''])
})

test('nor in what keeps it from starting', async () => {
  const wrong = {
    TWILIO_API_KEY: secrets.TWILIO_API_SECRET,
    TWILIO_API_SECRET: secrets.TWILIO_API_SECRET,
    TWILIO_STUDIO_URL: `https://u:${secrets.TWILIO_API_SECRET}@studio.twilio.com`,
    PUBLIC_URL: `https://u:${secrets.TWILIO_API_SECRET}@flowdesk.example`,
    METRICS_TOKEN: `${secrets.METRICS_TOKEN} `.repeat(2),
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH: `${passwordHash}$`,
    SESSION_KEYS: `${secrets.SESSION_KEYS},${secrets.SESSION_KEYS}`,
  }
  const { exit } = spawnCommand('start.ts', wrong, { cwd: folder })
  const { code, out, err } = await exit
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 6 })
  expect(found(err)).toEqual([])
})

test('and they would be found', () => {
  for (const needle of needles) expect(found(`before ${needle} after`)).not.toEqual([])
})

/** Sends bytes that are no request, and gives back what comes. */
function say(origin: string, bytes: string): Promise<string> {
  return new Promise((settle, reject) => {
    let text = ''
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('close', () => settle(text))
    socket.on('error', reject)
  })
}
