import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createGuard } from './guard.ts'

const port = 4173
const here = createGuard({ publicUrl: null })
const published = createGuard({ publicUrl: new URL('https://flowdesk.example') })

type Init = { method?: string; headers?: Record<string, string> }

/** The status of the refusal, or null for none. The request line's host is the `Host` header's, as Node gives it. */
function refused(guard: typeof here, url: string, init: Init = {}) {
  return guard(new Request(url, init), port)?.status ?? null
}

describe('Host', () => {
  test.each([
    'http://127.0.0.1:4173/api/v1/Flows',
    'http://localhost:4173/api/v1/Flows',
    'http://[::1]:4173/api/v1/Flows',
    'http://127.0.0.2:4173/',
  ])('%s is this machine', (url) => {
    expect(refused(here, url)).toBe(null)
  })

  test.each([
    ['a name that was pointed here', 'http://evil.example:4173/api/v1/Flows'],
    ['a page too: what it loads would be of its origin', 'http://evil.example:4173/'],
    ['a name that begins like one of ours', 'http://127.0.0.1.evil.example:4173/'],
    ['another port', 'http://127.0.0.1:4174/'],
    ['no port', 'http://127.0.0.1/'],
    ['an address of a network', 'http://192.168.1.7:4173/'],
    ['all addresses', 'http://0.0.0.0:4173/'],
  ])('%s is refused', (_, url) => {
    expect(refused(here, url)).toBe(421)
  })

  test('where PUBLIC_URL is set, it is the only name', () => {
    for (const url of ['http://flowdesk.example/api/v1/Flows', 'http://flowdesk.example:443/']) {
      expect(refused(published, url)).toBe(null)
    }
    for (const host of [
      '127.0.0.1:4173',
      'localhost:4173',
      'flowdesk.example:4173',
      'evil.example',
      '10.0.0.9',
    ]) {
      expect(refused(published, `http://${host}/`)).toBe(421)
    }
  })

  test('the header and the request line are one', () => {
    const url = 'http://127.0.0.1:4173/'
    expect(refused(here, url, { headers: { host: '127.0.0.1:4173' } })).toBe(null)
    for (const host of [
      'evil.example',
      'evil.example:4173',
      '127.0.0.1:4173@evil.example',
      ' ',
      'a b',
      '[::1',
    ]) {
      expect(refused(here, url, { headers: { host } })).toBe(421)
    }
    expect(refused(here, 'http://evil.example/', { headers: { host: '127.0.0.1:4173' } })).toBe(421)
  })

  test('no name and no address but these gets through, with whatever port', () => {
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
        expect(refused(here, `http://${host}${end}/`)).toBe(421)
        expect(refused(published, `http://${host}${end}/`)).toBe(421)
      }),
    )
  })

  test('says where to go, and not what was asked', async () => {
    const answer = published(new Request('http://evil.example/'), port)
    const message = await answer?.text()
    expect(message).toContain('https://flowdesk.example')
    expect(message).not.toContain('evil')
  })

  test('probes come by address', () => {
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect(refused(published, `http://10.0.0.9:4173${path}`)).toBe(null)
    expect(refused(published, 'http://10.0.0.9:4173/healthz/')).toBe(421)
  })
})

describe('where a request comes from', () => {
  const api = 'http://127.0.0.1:4173/api/v1/Flows'
  const page = 'http://127.0.0.1:4173/flows'
  const own = 'http://127.0.0.1:4173'

  test.each<[string, Init, number | null]>([
    ['a program', {}, null],
    ['our page', { headers: { 'sec-fetch-site': 'same-origin' } }, null],
    ['the address bar', { headers: { 'sec-fetch-site': 'none' } }, null],
    ['our page, by its origin', { headers: { origin: own } }, null],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['a neighbour', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['another origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['a neighbour’s origin', { headers: { origin: 'http://127.0.0.1:8080' } }, 403],
    ['this machine by another name', { headers: { origin: 'http://localhost:4173' } }, 403],
    ['no origin at all', { headers: { origin: 'null' } }, 403],
    ['a claim to be both', { headers: { origin: own, 'sec-fetch-site': 'cross-site' } }, 403],
  ])('reading for %s', (_, init, status) => {
    expect(refused(here, api, init)).toBe(status)
    expect(refused(here, api, { ...init, method: 'HEAD' })).toBe(status)
    // A link on any other site leads to the page.
    expect(refused(here, page, init)).toBe(null)
  })

  test.each<[string, Init, number | null]>([
    ['our page', { headers: { origin: own } }, null],
    ['our page, where the browser sends no origin', { headers: { 'sec-fetch-site': 'same-origin' } }, null],
    ['a program', {}, 403],
    ['the address bar', { headers: { 'sec-fetch-site': 'none' } }, 403],
    ['another site', { headers: { origin: 'https://evil.example' } }, 403],
    ['a form of another site', { headers: { origin: 'null', 'sec-fetch-site': 'cross-site' } }, 403],
  ])('changing for %s', (_, init, status) => {
    for (const method of ['POST', 'DELETE']) {
      expect(refused(here, 'http://127.0.0.1:4173/api/session', { ...init, method })).toBe(status)
      expect(refused(here, page, { ...init, method })).toBe(status)
    }
  })

  test('behind PUBLIC_URL its origin is ours', () => {
    const url = 'http://flowdesk.example/api/session'
    const post = { method: 'POST' }
    expect(refused(published, url, { ...post, headers: { origin: 'https://flowdesk.example' } })).toBe(null)
    expect(refused(published, url, { ...post, headers: { origin: 'http://flowdesk.example' } })).toBe(403)
  })
})

describe('sizes', () => {
  const own = { origin: 'http://127.0.0.1:4173' }
  const post = (path: string, headers: Record<string, string>) =>
    refused(here, `http://127.0.0.1:4173${path}`, { method: 'POST', headers: { ...own, ...headers } })

  test('an address of 8 kB and no more', () => {
    const longest = `http://127.0.0.1:4173/?q=${'x'.repeat(8192 - '/?q='.length)}`
    expect(refused(here, longest)).toBe(null)
    expect(refused(here, `${longest}x`)).toBe(414)
  })

  test('a body where one is taken, and small', () => {
    for (const path of ['/api/session/password', '/api/audit']) {
      expect(post(path, { 'content-length': '4096' })).toBe(null)
      expect(post(path, { 'content-length': '4097' })).toBe(413)
      expect(post(path, { 'transfer-encoding': 'chunked' })).toBe(411)
    }
    expect(post('/api/session', { 'content-length': '0' })).toBe(null)
    expect(post('/api/session', { 'content-length': '1' })).toBe(400)
    expect(post('/api/v1/Flows', { 'transfer-encoding': 'chunked' })).toBe(400)
    expect(refused(here, 'http://127.0.0.1:4173/', { headers: { 'content-length': '9' } })).toBe(400)
  })

  test.each(['PUT', 'PATCH', 'OPTIONS', 'PROPFIND'])('not %s', (method) => {
    expect(refused(here, 'http://127.0.0.1:4173/api/v1/Flows', { method, headers: own })).toBe(405)
  })
})
