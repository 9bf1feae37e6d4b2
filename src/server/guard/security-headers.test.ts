import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'
import { createApp } from '#server/create-app.ts'
import { loadStaticFiles } from '#server/files/static-files.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { unwrap } from '#server/http/run-cli.ts'
import { createLog } from '#server/logs/log.ts'
import { parseSettings } from '#server/settings/settings.ts'

const log = createLog('silent')
const servers: Server[] = []
let folder = ''
let plain = 0
let overTls = 0
let signIn = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-headers-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Flowdesk</title>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'console.log(1)')
  const ACCESS_PASSWORD_HASH = await hashPassword('correct horse battery', { ln: 14, r: 8, p: 1 })
  const password = { ACCESS: 'password', ACCESS_PASSWORD_HASH, SESSION_KEYS: randomBytes(32).toString('hex') }
  plain = await start({})
  signIn = await start(password)
  overTls = await start({ ...password, PUBLIC_URL: 'https://flowdesk.example' })
})
afterAll(async () => {
  for (const server of servers) server.close()
  await rm(folder, { recursive: true })
})

/** What `npm start` serves, with a Twilio that serves the list of flows and fails for engagements. */
async function start(env: Record<string, string>): Promise<number> {
  const settings = unwrap(parseSettings(env, ['--demo']))
  const upstream = {
    fetch: async ({ url }: Request) => {
      if (url.includes('Engagements')) throw new Error('broken')
      return Response.json({ flows: [] }, { headers: { 'x-frame-options': 'ALLOWALL', 'set-cookie': 'a=b' } })
    },
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'u', password: 'p' },
  }
  const { handle, applyHeaders } = createApp(settings, {
    upstream,
    files: await loadStaticFiles(folder),
    log,
  })
  const failing: typeof handle = (incoming, connection) =>
    incoming.url.endsWith('/bug') ? Promise.reject(new Error('a bug')) : handle(incoming, connection)
  const server = createHttpServer(failing, { log, applyHeaders })
  servers.push(server)
  return listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
}

type RequestOptions = { method?: string; headers?: Record<string, string> }

/** Not `fetch`, which sets `Host` and `Sec-Fetch-…` itself. */
function sendRequest(port: number, path: string, { method = 'GET', headers = {} }: RequestOptions = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response
        .resume()
        .once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }))
    })
    sent.once('error', reject).end()
  })
}

const flow = `FW${'a'.repeat(32)}`
const page =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
const data = "default-src 'none'; frame-ancestors 'none'; sandbox"

describe.each([
  ['on this machine', () => plain, {}, undefined],
  ['with a sign-in', () => signIn, {}, undefined],
  ['behind TLS', () => overTls, { host: 'flowdesk.example' }, 'max-age=31536000'],
])('%s', (where, port, host, hsts) => {
  const signedOut = where !== 'on this machine'
  const origin = () => (where === 'behind TLS' ? 'https://flowdesk.example' : `http://127.0.0.1:${port()}`)

  test.each<[string, string, RequestOptions, number, string]>([
    ['the page', '/', {}, 200, page],
    ['a route of the app', `/flows/${flow}`, {}, 200, page],
    ['a file', '/assets/index-abc.js', {}, 200, page],
    ['a missing file', '/assets/index-old.js', {}, 404, page],
    [
      'a page with a wrong method',
      '/',
      { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } },
      405,
      page,
    ],
    ['a response of Twilio', '/api/v1/Flows', {}, signedOut ? 401 : 200, data],
    ['a failed request to Twilio', `/api/v1/Flows/${flow}/Engagements`, {}, signedOut ? 401 : 502, data],
    ['an unknown endpoint', '/api/v1/Nothing', {}, signedOut ? 401 : 404, data],
    ['a rejected origin', '/api/v1/Flows', { headers: { origin: 'https://evil.example' } }, 403, data],
    ['a rejected host', '/', { headers: { host: 'evil.example' } }, 421, page],
    ['the session', '/api/session', {}, 200, data],
    ['a renewed session', '/api/session', { method: 'POST' }, signedOut ? 401 : 204, data],
    ['a sign-out', '/api/session', { method: 'DELETE' }, 204, data],
    ['an unknown sign-in', '/auth/other', {}, 404, data],
    ['a URL that is too long', `/${'x'.repeat(9000)}`, {}, 414, page],
    ['a bug', '/bug', {}, 500, page],
    ['the liveness probe', '/healthz', {}, 200, data],
    ['the readiness probe', '/readyz', {}, 200, data],
    ['the metrics', '/metrics', {}, where === 'behind TLS' ? 404 : 200, data],
  ])('%s has all security headers', async (_, path, init, status, policy) => {
    const own = init.method === undefined || init.headers !== undefined ? {} : { origin: origin() }
    const response = await sendRequest(port(), path, {
      ...init,
      headers: { ...host, ...own, ...init.headers },
    })
    expect(response.status).toBe(status)
    expect(response.headers).toMatchObject({
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'permissions-policy': expect.stringMatching(/camera=\(\).*clipboard-write=\(self\)/),
    })
    expect(response.headers['strict-transport-security']).toBe(hsts)
    expect(response.headers['x-frame-options']).toBeUndefined()
    // Only files may be cached.
    const isCacheable = policy === page && status < 400
    expect(response.headers['cache-control']).toMatch(isCacheable ? /./ : /^no-store$/)
    for (const cookie of response.headers['set-cookie'] ?? []) expect(cookie).toMatch(/^(__Host-)?flowdesk=/)
  })
})

test('no policy allows unsafe inline code', () => {
  expect(`${page} ${data}`).not.toContain('unsafe')
})
