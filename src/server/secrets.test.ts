import { execFile, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'
import { listen } from '#server/http/listen.ts'
import { waitFor } from '#testing/wait-for.ts'

import { spawnCommand } from './spawn-command.ts'

/*
 * No response, header, log line, error or file of the build contains a credential. The server is built and started with all
 * of them in its environment, as `npm start` does, and gets requests that succeed and that fail.
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

/** Each credential, in every encoding that is used. */
const secretForms = [
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

/** The credentials that a text contains, by their first letters. */
function secretsIn(text: string): string[] {
  return secretForms.filter((needle) => text.includes(needle)).map((needle) => `${needle.slice(0, 14)}…`)
}

let folder = ''
let twilio: Server
let base = ''
/** How Twilio handles the next requests. */
let handleUpstream: (request: IncomingMessage, response: ServerResponse) => void
const authorizations = new Set<string>()
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-secrets-'))
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const build = ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', join(folder, 'dist')]
  const env = { ...withPassword, ...withOidc, PATH: process.env['PATH'] }
  await promisify(execFile)(process.execPath, [vite, ...build], { cwd: root, env })

  twilio = createServer((request, response) => {
    authorizations.add(request.headers.authorization ?? '')
    handleUpstream(request, response)
  })
  base = `http://127.0.0.1:${await listen(twilio, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}, 120_000)

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  twilio.closeAllConnections()
  twilio.close()
  await rm(folder, { recursive: true })
})

/** Starts the server, and records every response as one text: status, headers, body. */
async function start(env: Record<string, string>) {
  const spawned = spawnCommand(
    'start.ts',
    { ...env, LOG_LEVEL: 'debug', TWILIO_STUDIO_URL: base },
    { cwd: folder },
  )
  running.push(spawned.child)
  const origin = await waitFor(spawned.origin)
  const responses: string[] = []
  const sendRequest = async (path: string, init: RequestInit = {}) => {
    const got = await fetch(`${origin}${path}`, { redirect: 'manual', ...init })
    const body = await got.text().catch((error: unknown) => String(error))
    responses.push(`${got.status} ${JSON.stringify([...got.headers])} ${body}`)
    return got
  }
  const stop = async () => {
    spawned.child.kill('SIGTERM')
    return spawned.exit
  }
  return { origin, sendRequest, responses, stop }
}

const flow = `FW${'a'.repeat(32)}`
const engagement = `FN${'b'.repeat(32)}`
const endpointPaths = [
  '/v1/Flows',
  `/v1/Flows/${flow}/Engagements?PageSize=1000`,
  `/v1/Flows/${flow}/Engagements/${engagement}/Context`,
]

/** Everything that can go wrong between Flowdesk and Twilio. */
const upstreamBehaviors: Record<string, typeof handleUpstream> = {
  ok: (_, response) => response.setHeader('content-type', 'application/json').end('{"flows":[]}'),
  unauthorized: (_, response) =>
    response
      .writeHead(401, { 'www-authenticate': 'Basic realm="Twilio"' })
      .end('{"code":20003,"status":401}'),
  'redirect to another host': ({ headers }, response) =>
    response
      .writeHead(302, { location: `https://evil.example/?${headers.authorization}` })
      .end(headers.authorization),
  'secrets in headers': ({ headers }, response) =>
    response
      .writeHead(500, { 'x-debug': headers.authorization, 'set-cookie': `a=${headers.authorization}` })
      .end('{}'),
  'broken off': (_, response) => {
    response.write('{"flows":')
    setTimeout(() => response.destroy(), 20)
  },
  reset: ({ socket }) => socket.destroy(),
  nonsense: ({ socket }) => socket.end('no response at all\r\n\r\n'),
}

async function files(): Promise<string[]> {
  const entries = await readdir(join(folder, 'dist'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('no file of the build contains a credential, though all were set during the build', async () => {
  const names = await files()
  expect(names.length).toBeGreaterThan(10)
  const texts = await Promise.all(names.map((name) => readFile(name, 'latin1')))
  expect(names.filter((_, i) => secretsIn(texts[i] ?? '').length > 0)).toEqual([])
})

test('with a shared password, no response and no log line contains a credential', async () => {
  const { origin, sendRequest, responses, stop } = await start(withPassword)
  const signIn = (given: string) =>
    sendRequest('/api/session/password', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ password: given }),
    })
  await sendRequest('/api/v1/Flows')
  const cookie = (await signIn(password)).headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie).not.toBe('')
  // A wrong password, and then the correct one again.
  await signIn(`${password}!`)
  await signIn(password)
  const headers = { cookie }
  for (const [name, how] of Object.entries(upstreamBehaviors)) {
    handleUpstream = how
    for (const [i, endpointPath] of endpointPaths.entries()) {
      // A different page each time, since identical requests are shared. One after the other, since the behavior changes.
      const path = endpointPath.includes('Context')
        ? endpointPath
        : `${endpointPath}${endpointPath.includes('?') ? '&' : '?'}PageToken=${name.length}-${i}`
      await sendRequest(`/api${path}`, { headers }).catch(() => responses.push('cut off'))
    }
  }
  expect([...authorizations]).toContain(
    `Basic ${btoa(`${secrets.TWILIO_API_KEY}:${secrets.TWILIO_API_SECRET}`)}`,
  )

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
    await sendRequest(path, { headers: { ...headers, authorization } })
  }
  await sendRequest('/metrics', {
    headers: { authorization: `${authorization}x`, 'x-forwarded-for': '203.0.113.7' },
  })
  await sendRequest('/api/session', { method: 'POST', headers: { origin, cookie: `${cookie}x` } })
  await sendRequest('/api/audit', { method: 'POST', headers: { origin, cookie }, body: password })
  await sendRequest('/api/session', { method: 'DELETE', headers: { origin, cookie } })
  responses.push(
    await sendRaw(
      origin,
      `GET /${secrets.TWILIO_API_SECRET} HTTP/9.9\r\nX-Key: ${secrets.METRICS_TOKEN}\r\n\r\n`,
    ),
  )

  const { out, err } = await stop()
  expect(responses.length).toBeGreaterThan(35)
  expect(responses.flatMap(secretsIn)).toEqual([])
  expect(out).toContain('"audit":"sign-in"')
  expect(out).toContain('"msg":"request"')
  expect([secretsIn(out), err]).toEqual([[], ''])
  expect(out.includes(cookie) || out.includes('PageToken')).toBe(false)
})

test('with a provider, no response and no log line contains a credential', async () => {
  handleUpstream = (request, response) => {
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
  const { sendRequest, responses, stop } = await start({ ...withOidc, OIDC_ISSUER: base })
  const leaving = await sendRequest('/auth/oidc?to=/flows')
  const location = new URL(leaving.headers.get('location') ?? '')
  expect(location.pathname).toBe('/ask')
  const cookie = leaving.headers.get('set-cookie')?.split(';')[0] ?? ''
  const state = location.searchParams.get('state') ?? ''
  await sendRequest(`/auth/oidc/callback?code=stolen&state=${state}`, { headers: { cookie } })
  await sendRequest(`/auth/oidc/callback?error=access_denied&state=${state}`, { headers: { cookie } })
  await sendRequest('/auth/oidc/callback?code=stolen&state=other')
  const secretsSent = [...authorizations].some(
    (one) => one.startsWith('Basic ') && atob(one.slice(6)).includes('oidc'),
  )
  expect(secretsSent, 'the provider received the client secret').toBe(true)

  const { out, err } = await stop()
  expect(responses).toHaveLength(4)
  expect(responses.flatMap(secretsIn)).toEqual([])
  expect(out).toContain('"audit":"sign-in-refused"')
  expect([secretsIn(out), err]).toEqual([[], ''])
})

test('errors at the start contain no credential', async () => {
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
  expect(secretsIn(err)).toEqual([])
})

test('the search for credentials finds every form of them', () => {
  for (const needle of secretForms) expect(secretsIn(`before ${needle} after`)).not.toEqual([])
})

/** Sends bytes that are not a valid request, and returns the response. */
function sendRaw(origin: string, bytes: string): Promise<string> {
  return new Promise((settle, reject) => {
    let text = ''
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => (text += String(chunk)))
    socket.on('close', () => settle(text))
    socket.on('error', reject)
  })
}
