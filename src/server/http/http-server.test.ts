import type { Server } from 'node:http'
import { connect } from 'node:net'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createSecure } from '#server/guard/security-headers.ts'
import type { Log } from '#server/logs/log.ts'

import { createHttpServer } from './http-server.ts'
import { listen } from './listen.ts'

const log = { fault: vi.fn<Log['fault']>() }
let server: Server
let port = 0

beforeEach(async () => {
  const secure = createSecure({ overTls: false })
  server = createHttpServer(async ({ url }) => new Response(new URL(url).pathname), { log, secure })
  port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** What comes back for these bytes, until the server closes the connection. */
function say(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => (heard += String(chunk)))
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

const rest = 'Host: 127.0.0.1\r\nConnection: close\r\n'

test.each<[string, string, number]>([
  ['headers of more than 16 kB', `GET / HTTP/1.1\r\n${rest}X: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 400],
  ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
  ['two lengths', `POST / HTTP/1.1\r\n${rest}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
  [
    'length and pieces',
    `POST / HTTP/1.1\r\n${rest}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    400,
  ],
])('%s is refused with a sentence and the headers of every answer', async (_, bytes, status) => {
  const answer = await say(bytes)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(answer).toMatch(/"message":"[^"]+\."/)
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i)
  expect(answer).toMatch(/x-content-type-options: nosniff/i)
  expect(log.fault).not.toHaveBeenCalled()
})

test('an odd expectation is no reason for an answer of Node’s own', async () => {
  const answer = await say(`GET /here HTTP/1.1\r\n${rest}Expect: tea\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toMatch(/content-security-policy/i)
})

test('the limits of Node’s server are those that cut off slow clients', () => {
  expect(server).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    keepAliveTimeout: 65_000,
    timeout: 120_000,
  })
})

test('headers that never end are not waited for', async () => {
  server.headersTimeout = 50
  server.requestTimeout = 100
  const answer = await say('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(answer).toContain('took too long')
})
