import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Handler } from '#server/http/handler.ts'

import { loadStaticFiles } from './static-files.ts'

const page = `<!doctype html><title>Flowdesk</title>${'<p>text</p>'.repeat(200)}`
const script = 'console.log("flowdesk");'.repeat(200)
let parent = ''
let files: Handler

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'flowdesk-files-'))
  const dist = join(parent, 'dist')
  await mkdir(join(dist, 'assets'), { recursive: true })
  await writeFile(join(parent, 'secret.txt'), 'secret')
  await writeFile(join(dist, 'index.html'), page)
  await writeFile(join(dist, 'favicon.svg'), '<svg/>')
  await writeFile(join(dist, 'a b%20ü#.txt'), 'odd')
  await writeFile(join(dist, 'assets', 'index-abc.js'), script)
  await writeFile(join(dist, 'assets', 'inter-abc.woff2'), 'x'.repeat(5000))
  files = await loadStaticFiles(dist)
  // A running server keeps serving its files while the next build empties the folder.
  await rm(dist, { recursive: true })
})
afterAll(() => rm(parent, { recursive: true }))

function sendRequest(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return files(new Request(`http://localhost${path}`, { method, headers }))
}

/** A script requested with an `Accept-Encoding`, as it was transferred. */
async function bytes(encoding: string) {
  const response = await sendRequest('/assets/index-abc.js', { 'accept-encoding': encoding })
  expect(response.headers.get('vary')).toBe('Accept-Encoding')
  const body = Buffer.from(await response.arrayBuffer())
  expect(response.headers.get('content-length')).toBe(String(body.byteLength))
  return { encoding: response.headers.get('content-encoding'), body }
}

describe('files', () => {
  test.each([
    ['/assets/index-abc.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/inter-abc.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 'image/svg+xml', 'public, max-age=600'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/a%20b%2520%C3%BC%23.txt', 'text/plain; charset=utf-8', 'public, max-age=600'],
  ])('%s has its media type and its cache lifetime', async (path, type, cache) => {
    const response = await sendRequest(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe(cache)
  })

  test('are compressed where the client accepts it', async () => {
    const br = await bytes('gzip, deflate, br')
    expect([br.encoding, brotliDecompressSync(br.body).toString()]).toEqual(['br', script])
    const gzip = await bytes('gzip')
    expect([gzip.encoding, gunzipSync(gzip.body).toString()]).toEqual(['gzip', script])
    const plain = await bytes('identity')
    expect([plain.encoding, plain.body.toString()]).toEqual([null, script])
    expect(br.body.byteLength).toBeLessThan(script.length / 5)
    // The second request gets the cached result.
    expect((await bytes('br')).body).toEqual(br.body)
  })

  test('that are compressed already, or tiny, are sent as they are', async () => {
    for (const path of ['/assets/inter-abc.woff2', '/favicon.svg']) {
      const response = await sendRequest(path, { 'accept-encoding': 'br' })
      expect(response.headers.has('content-encoding')).toBe(false)
      expect(response.headers.has('vary')).toBe(false)
    }
  })

  test('have the same headers for HEAD, without the body', async () => {
    const headers = { 'accept-encoding': 'br' }
    const [head, get] = [await sendRequest('/', headers, 'HEAD'), await sendRequest('/', headers)]
    expect(head.body).toBeNull()
    expect([...head.headers]).toEqual([...get.headers])
  })

  test('are not sent again to a client that has them', async () => {
    const etag = (await sendRequest('/')).headers.get('etag') ?? ''
    for (const tag of [etag, `"other", ${etag}`, '*', etag.replace('W/', '')]) {
      const response = await sendRequest('/', { 'if-none-match': tag })
      expect([response.status, response.body, response.headers.get('etag')]).toEqual([304, null, etag])
    }
    expect((await sendRequest('/', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('allow only GET and HEAD', async () => {
    const response = await sendRequest('/', {}, 'POST')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('routes of the app', () => {
  const link = `/flows/FW${'0'.repeat(32)}/engagements?status=active`

  test.each([
    [link, {}],
    [link, { 'sec-fetch-dest': 'document' }],
    ['/flows/with.a.dot', { 'sec-fetch-dest': 'document' }],
    ['/apiary', {}],
  ])('%s %j returns the page', async (path, headers) => {
    const response = await sendRequest(path, headers)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(page)
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  test.each([
    ['/assets/index-old.js', { 'sec-fetch-dest': 'document' }],
    ['/assets', { 'sec-fetch-dest': 'document' }],
    ['/api/v1/Nothing', { 'sec-fetch-dest': 'document' }],
    ['/robots.txt', {}],
    ['/missing', { 'sec-fetch-dest': 'image' }],
    ['/missing', { 'sec-fetch-dest': 'empty' }],
    ['/a%20b.txt', {}],
  ])('%s %j is not found, and does not return the page', async (path, headers) => {
    const response = await sendRequest(path, headers)
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('Not found\n')
  })

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/index.html%00.js',
    '/__proto__',
  ])('%s does not leave the folder', async (path) => {
    const response = await sendRequest(path)
    expect(await response.text()).not.toContain('secret')
  })
})

test('a folder without a page is an error with one sentence', async () => {
  await expect(loadStaticFiles(join(parent, 'nowhere'))).rejects.toMatchObject({
    name: 'StartFailure',
    message: expect.stringMatching(/^The built app is missing from .*nowhere: run "npm start"/),
  })
})
