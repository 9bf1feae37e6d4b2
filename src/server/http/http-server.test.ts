import { Agent, get, type Server } from 'node:http'
import { connect } from 'node:net'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createSecurityHeaders } from '#server/guard/security-headers.ts'
import type { Log } from '#server/logs/log.ts'

import { createHttpServer } from './http-server.ts'
import { listen } from './listen.ts'

const log = { error: vi.fn<Log['error']>() }
let server: Server
let handled = 0
let port = 0

beforeEach(async () => {
  const applyHeaders = createSecurityHeaders({ overTls: false })
  handled = 0
  server = createHttpServer(
    async ({ url }) => {
      handled++
      return new Response(new URL(url).pathname)
    },
    { log, applyHeaders },
  )
  port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** The response to these bytes, until the server closes the connection. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => (received += String(chunk)))
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

const rest = 'Host: 127.0.0.1\r\nConnection: close\r\n'

test.each<[string, string, number]>([
  ['headers of more than 16 kB', `GET / HTTP/1.1\r\n${rest}X: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
  ['not HTTP', 'hello\r\n\r\n', 400],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', 400],
  ['an invalid Host', 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
  ['two Content-Lengths', `POST / HTTP/1.1\r\n${rest}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
  [
    'Content-Length and chunks',
    `POST / HTTP/1.1\r\n${rest}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    400,
  ],
])('%s is rejected with an error message and all security headers', async (_, bytes, status) => {
  const response = await sendRaw(bytes)
  expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(response).toMatch(/"message":"[^"]+\."/)
  expect(response).toMatch(/content-security-policy: default-src 'none'/i)
  expect(response).toMatch(/x-content-type-options: nosniff/i)
  expect(log.error).not.toHaveBeenCalled()
})

test('an unknown Expect header is ignored', async () => {
  const response = await sendRaw(`GET /here HTTP/1.1\r\n${rest}Expect: tea\r\n\r\n`)
  expect(response).toMatch(/^HTTP\/1\.1 200 /)
  expect(response).toMatch(/content-security-policy/i)
})

test('a connection has ten requests under way at most, and any number one after the other', async () => {
  const request = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'
  const last = `GET /last HTTP/1.1\r\n${rest}\r\n`
  expect(await sendRaw(request.repeat(9) + last)).toMatch(/\/last$/)
  expect(handled).toBe(10)
  await sendRaw(request.repeat(1000)).catch(() => {})
  expect(handled).toBe(20)

  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let i = 0; i < 30; i++)
    await new Promise((resolve) =>
      get({ port, host: '127.0.0.1', agent }, (response) => response.resume().once('end', resolve)),
    )
  agent.destroy()
  expect(handled).toBe(50)
})

test('the server has limits that cut off slow clients', () => {
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
  const response = await sendRaw('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n')
  expect(response).toMatch(/^HTTP\/1\.1 408 /)
  expect(response).toContain('took too long')
})
