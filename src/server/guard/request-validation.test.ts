import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createRequestValidator } from './request-validation.ts'

const port = 4173
const validateLocal = createRequestValidator({ publicUrl: null })
const validatePublic = createRequestValidator({ publicUrl: new URL('https://flowdesk.example') })

type Init = { method?: string; headers?: Record<string, string> }

/** The status of the error, or null for none. The URL has the host of the `Host` header, as with Node. */
function statusOf(validate: typeof validateLocal, url: string, init: Init = {}) {
  return validate(new Request(url, init), port)?.status ?? null
}

describe('Host', () => {
  test.each([
    'http://127.0.0.1:4173/api/v1/Flows',
    'http://localhost:4173/api/v1/Flows',
    'http://[::1]:4173/api/v1/Flows',
    'http://127.0.0.2:4173/',
  ])('%s is this machine', (url) => {
    expect(statusOf(validateLocal, url)).toBe(null)
  })

  test.each([
    ['a foreign name for this server', 'http://evil.example:4173/api/v1/Flows'],
    ['a page under a foreign name', 'http://evil.example:4173/'],
    ['a name that begins like one of ours', 'http://127.0.0.1.evil.example:4173/'],
    ['another port', 'http://127.0.0.1:4174/'],
    ['no port', 'http://127.0.0.1/'],
    ['an address of a network', 'http://192.168.1.7:4173/'],
    ['all addresses', 'http://0.0.0.0:4173/'],
  ])('%s is rejected', (_, url) => {
    expect(statusOf(validateLocal, url)).toBe(421)
  })

  test('with PUBLIC_URL, only its name is accepted', () => {
    for (const url of ['http://flowdesk.example/api/v1/Flows', 'http://flowdesk.example:443/']) {
      expect(statusOf(validatePublic, url)).toBe(null)
    }
    for (const host of [
      '127.0.0.1:4173',
      'localhost:4173',
      'flowdesk.example:4173',
      'evil.example',
      '10.0.0.9',
    ]) {
      expect(statusOf(validatePublic, `http://${host}/`)).toBe(421)
    }
  })

  test('the header and the request line must agree', () => {
    const url = 'http://127.0.0.1:4173/'
    expect(statusOf(validateLocal, url, { headers: { host: '127.0.0.1:4173' } })).toBe(null)
    for (const host of [
      'evil.example',
      'evil.example:4173',
      '127.0.0.1:4173@evil.example',
      ' ',
      'a b',
      '[::1',
    ]) {
      expect(statusOf(validateLocal, url, { headers: { host } })).toBe(421)
    }
    expect(statusOf(validateLocal, 'http://evil.example/', { headers: { host: '127.0.0.1:4173' } })).toBe(421)
  })

  test('no other name or address is accepted, with any port', () => {
    const hosts = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    )
    const ports = fc.oneof(
      fc.constant(':4173'),
      fc.constant(''),
      fc.nat(65_535).map((number) => `:${number}`),
    )
    fc.assert(
      fc.property(hosts, ports, (host, end) => {
        fc.pre(URL.canParse(`http://${host}${end}`))
        const { hostname } = new URL(`http://${host}`)
        fc.pre(!/^(127\.|\[::1\]$)/.test(hostname) && hostname !== 'flowdesk.example')
        expect(statusOf(validateLocal, `http://${host}${end}/`)).toBe(421)
        expect(statusOf(validatePublic, `http://${host}${end}/`)).toBe(421)
      }),
    )
  })

  test('the error names the correct address and does not repeat the wrong one', async () => {
    const response = validatePublic(new Request('http://evil.example/'), port)
    const message = await response?.text()
    expect(message).toContain('https://flowdesk.example')
    expect(message).not.toContain('evil')
  })

  test('probes may use an IP address', () => {
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect(statusOf(validatePublic, `http://10.0.0.9:4173${path}`)).toBe(null)
    expect(statusOf(validatePublic, 'http://10.0.0.9:4173/healthz/')).toBe(421)
  })
})

describe('the sender of a request', () => {
  const api = 'http://127.0.0.1:4173/api/v1/Flows'
  const page = 'http://127.0.0.1:4173/flows'
  const own = 'http://127.0.0.1:4173'

  test.each<[string, Init, number | null]>([
    ['a program', {}, null],
    ['our page', { headers: { 'sec-fetch-site': 'same-origin' } }, null],
    ['the address bar', { headers: { 'sec-fetch-site': 'none' } }, null],
    ['our page, by its origin', { headers: { origin: own } }, null],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['the same site', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['another origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['another port of this machine', { headers: { origin: 'http://127.0.0.1:8080' } }, 403],
    ['this machine by another name', { headers: { origin: 'http://localhost:4173' } }, 403],
    ['no origin at all', { headers: { origin: 'null' } }, 403],
    ['contradicting headers', { headers: { origin: own, 'sec-fetch-site': 'cross-site' } }, 403],
  ])('is checked when %s reads', (_, init, status) => {
    expect(statusOf(validateLocal, api, init)).toBe(status)
    expect(statusOf(validateLocal, api, { ...init, method: 'HEAD' })).toBe(status)
    // A link on any other site may lead to the page.
    expect(statusOf(validateLocal, page, init)).toBe(null)
  })

  test.each<[string, Init, number | null]>([
    ['our page', { headers: { origin: own } }, null],
    ['our page, where the browser sends no origin', { headers: { 'sec-fetch-site': 'same-origin' } }, null],
    ['a program', {}, 403],
    ['the address bar', { headers: { 'sec-fetch-site': 'none' } }, 403],
    ['another site', { headers: { origin: 'https://evil.example' } }, 403],
    ['a form of another site', { headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } }, 403],
  ])('is checked when %s changes something', (_, init, status) => {
    for (const method of ['POST', 'DELETE']) {
      expect(statusOf(validateLocal, 'http://127.0.0.1:4173/api/session', { ...init, method })).toBe(status)
      expect(statusOf(validateLocal, page, { ...init, method })).toBe(status)
    }
  })

  test('with PUBLIC_URL, its origin is ours', () => {
    const url = 'http://flowdesk.example/api/session'
    const post = { method: 'POST' }
    expect(statusOf(validatePublic, url, { ...post, headers: { origin: 'https://flowdesk.example' } })).toBe(
      null,
    )
    expect(statusOf(validatePublic, url, { ...post, headers: { origin: 'http://flowdesk.example' } })).toBe(
      403,
    )
  })
})

describe('sizes', () => {
  const own = { origin: 'http://127.0.0.1:4173' }
  const post = (path: string, headers: Record<string, string>) =>
    statusOf(validateLocal, `http://127.0.0.1:4173${path}`, {
      method: 'POST',
      headers: { ...own, ...headers },
    })

  test('a URL may have 8 kB', () => {
    const longest = `http://127.0.0.1:4173/?q=${'x'.repeat(8192 - '/?q='.length)}`
    expect(statusOf(validateLocal, longest)).toBe(null)
    expect(statusOf(validateLocal, `${longest}x`)).toBe(414)
  })

  test('a body is accepted only where a route needs one, up to 4 kB', () => {
    for (const path of ['/api/session/password', '/api/audit']) {
      expect(post(path, { 'content-length': '4096' })).toBe(null)
      expect(post(path, { 'content-length': '4097' })).toBe(413)
      expect(post(path, { 'transfer-encoding': 'chunked' })).toBe(411)
    }
    expect(post('/api/session', { 'content-length': '0' })).toBe(null)
    expect(post('/api/session', { 'content-length': '1' })).toBe(400)
    expect(post('/api/v1/Flows', { 'transfer-encoding': 'chunked' })).toBe(400)
    expect(statusOf(validateLocal, 'http://127.0.0.1:4173/', { headers: { 'content-length': '9' } })).toBe(
      400,
    )
  })

  test.each(['PUT', 'PATCH', 'OPTIONS', 'PROPFIND'])('the method %s is rejected', (method) => {
    expect(statusOf(validateLocal, 'http://127.0.0.1:4173/api/v1/Flows', { method, headers: own })).toBe(405)
  })
})
