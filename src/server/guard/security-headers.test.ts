import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { hashPassword } from '#access/password-hash.ts'
import { createDashboard } from '#server/dashboard.ts'
import { loadStaticFiles } from '#server/files/static-files.ts'
import { createHttpServer } from '#server/http/http-server.ts'
import { listen } from '#server/http/listen.ts'
import { orFail } from '#server/http/run.ts'
import { createLog } from '#server/logs/log.ts'
import { readSettings } from '#server/settings/settings.ts'

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

/** What `npm start` serves, in front of a Twilio that answers every list and breaks over everything else. */
async function start(env: Record<string, string>): Promise<number> {
  const settings = orFail(readSettings(env, ['--demo']))
  const upstream = {
    fetch: async ({ url }: Request) => {
      if (url.includes('Engagements')) throw new Error('broken')
      return Response.json({ flows: [] }, { headers: { 'x-frame-options': 'ALLOWALL', 'set-cookie': 'a=b' } })
    },
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'u', password: 'p' },
  }
  const { front, secure } = createDashboard(settings, { upstream, files: await loadStaticFiles(folder), log })
  const faulty: typeof front = (asked, arrival) =>
    asked.url.endsWith('/fault') ? Promise.reject(new Error('a fault')) : front(asked, arrival)
  const server = createHttpServer(faulty, { log, secure })
  servers.push(server)
  return listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
}

type Asked = { method?: string; headers?: Record<string, string> }

/** Not `fetch`, which would set `Host` and `Sec-Fetch-…` by itself. */
function ask(port: number, path: string, { method = 'GET', headers = {} }: Asked = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      answer.resume().once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
    })
    sent.once('error', reject).end()
  })
}

const flow = `FW${'a'.repeat(32)}`
const page =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const data = "default-src 'none'; frame-ancestors 'none'; sandbox"

describe.each([
  ['on this machine', () => plain, {}, undefined],
  ['with a sign-in', () => signIn, {}, undefined],
  ['behind TLS', () => overTls, { host: 'flowdesk.example' }, 'max-age=31536000'],
])('%s', (where, port, host, hsts) => {
  const signedOut = where !== 'on this machine'
  const origin = () => (where === 'behind TLS' ? 'https://flowdesk.example' : `http://127.0.0.1:${port()}`)

  test.each<[string, string, Asked, number, string]>([
    ['the page', '/', {}, 200, page],
    ['an address of the dashboard', `/flows/${flow}`, {}, 200, page],
    ['a file', '/assets/index-abc.js', {}, 200, page],
    ['a file that is gone', '/assets/index-old.js', {}, 404, page],
    [
      'a page that is only read',
      '/',
      { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } },
      405,
      page,
    ],
    ['an answer of Twilio’s', '/api/v1/Flows', {}, signedOut ? 401 : 200, data],
    ['an answer that failed', `/api/v1/Flows/${flow}/Engagements`, {}, signedOut ? 401 : 502, data],
    ['a read that is none', '/api/v1/Nothing', {}, signedOut ? 401 : 404, data],
    ['a refused origin', '/api/v1/Flows', { headers: { origin: 'https://evil.example' } }, 403, data],
    ['a refused name', '/', { headers: { host: 'evil.example' } }, 421, page],
    ['the session', '/api/session', {}, 200, data],
    ['a session that goes on', '/api/session', { method: 'POST' }, signedOut ? 401 : 204, data],
    ['a sign-out', '/api/session', { method: 'DELETE' }, 204, data],
    ['a sign-in that is none', '/auth/other', {}, 404, data],
    ['an address too long', `/${'x'.repeat(9000)}`, {}, 414, page],
    ['a fault', '/fault', {}, 500, page],
    ['alive', '/healthz', {}, 200, data],
    ['ready', '/readyz', {}, 200, data],
    ['the metrics', '/metrics', {}, where === 'behind TLS' ? 404 : 200, data],
  ])('%s bears them all', async (_, path, init, status, policy) => {
    const own = init.method === undefined || init.headers !== undefined ? {} : { origin: origin() }
    const answer = await ask(port(), path, { ...init, headers: { ...host, ...own, ...init.headers } })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'permissions-policy': expect.stringMatching(/camera=\(\).*clipboard-write=\(self\)/),
    })
    expect(answer.headers['strict-transport-security']).toBe(hsts)
    expect(answer.headers['x-frame-options']).toBeUndefined()
    // What is no file is kept by nobody.
    const isKept = policy === page && status < 400
    expect(answer.headers['cache-control']).toMatch(isKept ? /./ : /^no-store$/)
    for (const cookie of answer.headers['set-cookie'] ?? []) expect(cookie).toMatch(/^(__Host-)?flowdesk=/)
  })
})

test('no policy lets code in that is no file of ours', () => {
  expect(`${page} ${data}`).not.toContain('unsafe')
})
