import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { limitConnections } from './connection-limit.ts'
import { listen } from './listen.ts'

let server: Server
let port = 0
/** The responses to `/slow`, which have not ended. */
let slow: ServerResponse[] = []

beforeEach(async () => {
  slow = []
  server = createServer(({ url }, response) => {
    if (url === '/slow') slow.push(response)
    else response.end('fast')
  })
  limitConnections(server, 3)
  port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Opens a connection. @param localAddress the client's address */
async function open(localAddress = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Sends a request. @returns what comes first, or "closed" */
function get(socket: Socket, path: string): Promise<string> {
  if (socket.closed) return Promise.resolve('closed')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)
  return new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data)))
    socket.once('close', () => resolve('closed'))
  })
}

test('at the limit, the connection that has been idle longest makes way for a new one', async () => {
  const [first, second, third] = [await open(), await open(), await open()]
  expect(await get(first, '/fast')).toContain('fast')
  expect(await get(await open(), '/fast')).toContain('fast')
  expect(await get(second, '/fast')).toBe('closed')
  expect(await get(third, '/fast')).toContain('fast')
  expect(await get(first, '/fast')).toContain('fast')
})

test('one with a request under way stays, and without an idle one the new one is closed', async () => {
  const sockets = [await open(), await open(), await open()]
  const responses = sockets.map((socket) => get(socket, '/slow'))
  await expect.poll(() => slow.length).toBe(3)
  expect(await get(await open(), '/fast')).toBe('closed')
  slow[1]?.end('slow')
  expect(await responses[1]).toContain('slow')
  expect(await get(await open(), '/fast')).toContain('fast')
})

test.skipIf(process.platform !== 'linux')(
  'the address with the most idle connections makes way, also for its own',
  async () => {
    const other = await open('127.0.0.2')
    expect(await get(other, '/fast')).toContain('fast')
    for (let i = 0; i < 10; i++) await open('127.0.0.1')
    expect(await get(other, '/fast')).toContain('fast')
    expect(await get(await open('127.0.0.3'), '/fast')).toContain('fast')
  },
)

test.skipIf(process.platform !== 'linux')(
  'requests of one address that do not end keep no other address out',
  async () => {
    const sockets = [await open(), await open(), await open()]
    const responses = sockets.map((socket) => get(socket, '/slow'))
    await expect.poll(() => slow.length).toBe(3)
    expect(await get(await open('127.0.0.2'), '/fast')).toContain('fast')
    expect(await responses[0]).toBe('closed')
    slow[1]?.end('slow')
    expect(await responses[1]).toContain('slow')
  },
)

test.skipIf(process.platform !== 'linux')(
  'an address with more than half of all takes no idle one of another address',
  async () => {
    for (const socket of [await open(), await open()]) void get(socket, '/slow')
    await expect.poll(() => slow.length).toBe(2)
    // Its request is still on its way.
    const other = await open('127.0.0.2')
    expect(await get(await open(), '/fast')).toBe('closed')
    expect(await get(other, '/fast')).toContain('fast')
  },
)
