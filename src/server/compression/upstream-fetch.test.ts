import { createServer, type RequestListener } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'

import { afterEach, expect, test, vi } from 'vitest'

import { waitFor } from '#testing/wait-for.ts'

import { createUpstreamFetch } from './upstream-fetch.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function startServer(listener: RequestListener): Promise<URL> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return new URL(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
}

const requestTo = (base: URL, init?: RequestInit) => new Request(new URL('/v1/Flows?PageSize=1', base), init)

test('a compressed body arrives as it was sent, with status and headers', async () => {
  let received: unknown
  const base = await startServer(({ url, method, headers }, response) => {
    received = [method, url, headers['accept-encoding'], headers['x-own']]
    response
      .writeHead(429, { 'content-encoding': 'gzip', 'retry-after': '3', 'set-cookie': ['a=b', 'c=d'] })
      .end(gzipSync('{}'))
  })
  const headers = { 'accept-encoding': 'gzip', 'x-own': 'yes' }
  const response = await createUpstreamFetch(base)(requestTo(base, { headers }))
  expect(received).toEqual(['GET', '/v1/Flows?PageSize=1', 'gzip', 'yes'])
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3'])
  expect(response.headers.getSetCookie()).toEqual(['a=b', 'c=d'])
  expect(gunzipSync(await response.arrayBuffer()).toString()).toBe('{}')
})

test('redirects are not followed, and statuses without a body have none', async () => {
  for (const status of [302, 304, 204]) {
    const base = await startServer((_, response) => response.writeHead(status, { location: '/other' }).end())
    const response = await createUpstreamFetch(base)(requestTo(base))
    expect([response.status, await response.text()]).toEqual([status, ''])
  }
})

test('an abort reaches the upstream, before the response and during its body', async () => {
  const closed = vi.fn<() => void>()
  let isSlow = true
  const base = await startServer((_, response) => {
    response.on('close', closed)
    if (!isSlow) response.writeHead(200).write('{')
  })
  const send = createUpstreamFetch(base)
  const early = new AbortController()
  const pending = send(requestTo(base, { signal: early.signal }))
  await new Promise((resolve) => setTimeout(resolve, 50))
  early.abort()
  await expect(pending).rejects.toMatchObject({ name: 'AbortError' })
  await waitFor(() => expect(closed).toHaveBeenCalledTimes(1))
  isSlow = false
  const late = new AbortController()
  const response = await send(requestTo(base, { signal: late.signal }))
  late.abort()
  await expect(response.text()).rejects.toThrow('aborted')
  await waitFor(() => expect(closed).toHaveBeenCalledTimes(2))
})

test('a body that breaks off before anybody reads it ends nothing, and fails when it is read', async () => {
  const base = await startServer((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{')
    setTimeout(() => response.destroy(), 20)
  })
  const response = await createUpstreamFetch(base)(requestTo(base))
  await new Promise((resolve) => setTimeout(resolve, 100))
  await expect(response.text()).rejects.toThrow('other side closed')
})

test('a body that nobody wants any more is closed', async () => {
  const closed = vi.fn<() => void>()
  const base = await startServer((_, response) => {
    response.on('close', closed)
    response.writeHead(200).write('{')
  })
  const response = await createUpstreamFetch(base)(requestTo(base))
  await response.body?.cancel()
  await waitFor(() => expect(closed).toHaveBeenCalled())
})
