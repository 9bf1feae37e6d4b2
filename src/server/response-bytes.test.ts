import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

import { beforeEach, describe, expect, test } from 'vitest'

import { context, resetApp, setupApp, upstreamFetch } from './app-fixture.ts'

beforeEach(resetApp)

const json = 'application/json'
const text = JSON.stringify({ context: 'a'.repeat(2000) })
const overLimit = 2 ** 20 + 1

describe('what Twilio sent plain', () => {
  const env = {
    ACCESS: 'header',
    ACCESS_HEADER: 'X-Forwarded-User',
    ACCESS_HEADER_PEERS: '127.0.0.1',
    TRUSTED_PROXIES: '127.0.0.1',
  }

  test.each([
    ['203.0.113.7', 'gzip'],
    ['127.0.0.1', null],
  ])('reaches a client at %s with the coding %s', async (address, coding) => {
    upstreamFetch.mockImplementation(async () => new Response(text, { headers: { 'content-type': json } }))
    const headers = { 'x-forwarded-user': 'ada', 'x-forwarded-for': address, 'accept-encoding': 'gzip' }
    const response = await setupApp(env).sendRequest(context, { headers })
    expect(response.headers.get('content-encoding')).toBe(coding)
    expect(coding === null ? response.text : String(gunzipSync(response.bytes))).toBe(text)
  })
})

describe('UPSTREAM_MAX_MB', () => {
  test('is the most that Twilio may send', async () => {
    upstreamFetch.mockImplementation(
      async () => new Response(randomBytes(overLimit), { headers: { 'content-type': json } }),
    )
    const sent = setupApp({ UPSTREAM_MAX_MB: '1' }).sendRequest(context)
    await expect(sent).rejects.toThrow('The response was too large.')
  })

  test('is the most to which a response is decompressed', async () => {
    const headers = { 'content-type': json, 'content-encoding': 'gzip' }
    upstreamFetch.mockImplementation(async () => new Response(gzipSync(Buffer.alloc(overLimit)), { headers }))
    const sent = setupApp({ UPSTREAM_MAX_MB: '1' }).sendRequest(context)
    await expect(sent).rejects.toThrow('The body is too large.')
  })
})
