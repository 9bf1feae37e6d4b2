import { describe, expect, test, vi } from 'vitest'

import { endpoints, type EndpointName } from '#contract/endpoints.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createProxy, type ProxyOptions } from './proxy.ts'

const flow = `FW${'0123456789abcdef'.repeat(2)}`
const run = `FN${'a'.repeat(32)}`
const step = `FT${'F'.repeat(32)}`
const engagements = `/api/v1/Flows/${flow}/Engagements`
const endpointNames = Object.keys(endpoints).filter((name): name is EndpointName => name in endpoints)
const credentials = { user: `SK${'1'.repeat(32)}`, password: 'the secret' }

function proxyAnswering(response: () => Response | Promise<Response>) {
  const fetch = vi.fn<ProxyOptions['fetch']>(async () => response())
  const proxy = createProxy({ fetch, base: new URL('https://studio.twilio.com'), credentials })
  const sendRequest = (path: string, init?: RequestInit) =>
    proxy(new Request(`http://localhost${path}`, init), { caller: 'one' })
  const upstreamRequest = () => {
    const request = fetch.mock.calls.at(-1)?.[0]
    if (request === undefined) throw new Error('No upstream request was sent.')
    return request
  }
  return { fetch, sendRequest, upstreamRequest }
}

const emptyPage = () => Response.json({ flows: [], meta: {} })

function pathOf(name: EndpointName): string {
  return endpoints[name].replace('{FW}', flow).replace('{FN}', run).replace('{FT}', step).replace('{n}', '7')
}

describe('what reaches Twilio', () => {
  test.each(endpointNames)('the endpoint %s, with its path and method', async (name) => {
    const { sendRequest, upstreamRequest } = proxyAnswering(emptyPage)
    for (const method of ['GET', 'HEAD']) {
      await sendRequest(`/api${pathOf(name)}`, { method })
      expect(upstreamRequest().url).toBe(`https://studio.twilio.com${pathOf(name)}`)
      expect(upstreamRequest().method).toBe(method)
    }
  })

  test('the paging keys of a list, with the token unchanged', async () => {
    const { sendRequest, upstreamRequest } = proxyAnswering(emptyPage)
    const token = 'PA+/=&%20 é'
    await sendRequest(`${engagements}?PageToken=${encodeURIComponent(token)}&Page=3&PageSize=1000`)
    const query = new URL(upstreamRequest().url).searchParams
    expect([...query]).toEqual([
      ['PageSize', '1000'],
      ['Page', '3'],
      ['PageToken', token],
    ])
  })

  test('our four headers and none of the browser’s', async () => {
    const { sendRequest, upstreamRequest } = proxyAnswering(emptyPage)
    await sendRequest('/api/v1/Flows', {
      headers: {
        authorization: 'Bearer theirs',
        cookie: 'session=theirs',
        accept: 'text/html',
        'accept-language': 'de',
        'x-forwarded-for': '10.0.0.1',
        'x-twilio-anything': 'theirs',
        'if-none-match': '"x"',
        range: 'bytes=0-1',
        'user-agent': 'theirs',
      },
    })
    expect([...upstreamRequest().headers]).toEqual([
      ['accept', 'application/json'],
      ['accept-encoding', 'gzip'],
      ['authorization', `Basic ${btoa(`${credentials.user}:${credentials.password}`)}`],
      ['user-agent', 'Flowdesk'],
    ])
    expect(upstreamRequest().redirect).toBe('manual')
  })

  test('a secret with non-Latin-1 characters, encoded as UTF-8', async () => {
    const fetch = vi.fn<ProxyOptions['fetch']>(async () => emptyPage())
    const proxy = createProxy({
      fetch,
      base: new URL('https://studio.twilio.com'),
      credentials: { user: 'u', password: 'ключ' },
    })
    await proxy(new Request('http://localhost/api/v1/Flows'), { caller: 'one' })
    const sent = fetch.mock.calls[0]?.[0].headers.get('authorization')
    expect(sent).toBe(`Basic ${Buffer.from('u:ключ').toString('base64')}`)
  })
})

describe('what is rejected', () => {
  test.each([
    [
      `${engagements}?pagesize=5`,
      'Unknown query key "pagesize": a list accepts only PageSize, Page, PageToken.',
    ],
    [`${engagements}/${run}?PageSize=5`, 'Unknown query key "PageSize": only lists accept a query.'],
    [`${engagements}?PageSize=5&PageSize=6`, 'PageSize is in the query twice'],
    [`${engagements}?PageSize=1001`, 'PageSize must be a whole number from 1 to 1000'],
    [`${engagements}?PageSize=0`, 'PageSize must be'],
    [`${engagements}?PageSize=`, 'PageSize must be'],
    [`${engagements}?PageSize=5.0`, 'PageSize must be'],
    [`${engagements}?Page=-1`, 'Page must be a whole number, 0 or more'],
    [`${engagements}?PageToken=`, 'PageToken must be 1 to 2048 characters'],
    [`${engagements}?PageToken=${'x'.repeat(2049)}`, 'PageToken must be'],
  ])('%.60s, with an error sentence', async (path, sentence) => {
    const { fetch, sendRequest } = proxyAnswering(emptyPage)
    const response = await sendRequest(path)
    expect(fetch).not.toHaveBeenCalled()
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      code: null,
      message: expect.stringContaining(sentence),
      status: 400,
    })
  })

  test('any method but GET and HEAD, with an Allow header', async () => {
    const { fetch, sendRequest } = proxyAnswering(emptyPage)
    const response = await sendRequest('/api/v1/Flows', { method: 'POST', body: '{}' })
    expect(fetch).not.toHaveBeenCalled()
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })

  test('only requests from another site’s page', async () => {
    const { fetch, sendRequest } = proxyAnswering(emptyPage)
    const from = (site: string) => sendRequest('/api/v1/Flows', { headers: { 'sec-fetch-site': site } })
    expect((await from('cross-site')).status).toBe(403)
    expect(fetch).not.toHaveBeenCalled()
    for (const site of ['same-origin', 'none']) {
      expect((await from(site)).status).toBe(200)
    }
  })
})

describe('what the browser gets', () => {
  test('the bytes as they were sent, with no digit lost', async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('{"n":9007199254740993123,"f":1.0} '),
      0xff,
      0xfe,
    ])
    const { sendRequest } = proxyAnswering(() => new Response(bytes))
    expect(new Uint8Array(await (await sendRequest('/api/v1/Flows')).arrayBuffer())).toEqual(bytes)
  })

  test('the first bytes before the last ones are sent', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const { sendRequest } = proxyAnswering(() => new Response(readable))
    const reader = (await sendRequest('/api/v1/Flows')).body?.getReader()
    void writer.write(new TextEncoder().encode('{"flows":['))
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"flows":[')
    void writer.close()
    expect((await reader?.read())?.done).toBe(true)
  })

  test('Twilio’s status and the forwarded headers, and no others', async () => {
    const { sendRequest } = proxyAnswering(() =>
      Response.json(
        { code: 20429, message: 'Too many requests', status: 429 },
        {
          status: 429,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'retry-after': '3',
            'twilio-concurrent-requests': '42',
            'twilio-request-id': 'RQ1',
            'content-encoding': 'identity',
            'content-length': '99',
            'set-cookie': 'a=b',
            'access-control-allow-origin': '*',
            'cache-control': 'public, max-age=60',
            server: 'nginx',
          },
        },
      ),
    )
    const response = await sendRequest(engagements)
    expect(response.status).toBe(429)
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'retry-after': '3',
      'twilio-concurrent-requests': '42',
      'twilio-request-id': 'RQ1',
      vary: 'Accept-Encoding',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
  })

  test('a 401 with Twilio’s body but without the header that opens a login dialog', async () => {
    const body = { code: 20003, message: 'Authenticate', more_info: '', status: 401 }
    const { sendRequest } = proxyAnswering(() =>
      Response.json(body, { status: 401, headers: { 'www-authenticate': 'Basic realm="Twilio API"' } }),
    )
    const response = await sendRequest('/api/v1/Flows')
    expect(response.status).toBe(401)
    expect(response.headers.has('www-authenticate')).toBe(false)
    expect(await response.json()).toEqual(body)
  })

  test('no body for HEAD', async () => {
    const { sendRequest } = proxyAnswering(
      () => new Response(null, { headers: { 'content-type': 'application/json' } }),
    )
    const response = await sendRequest('/api/v1/Flows', { method: 'HEAD' })
    expect([response.status, response.body]).toEqual([200, null])
  })

  test.each([301, 302, 307, 308, 304])('a 502 without a location for an upstream %i', async (status) => {
    const { sendRequest } = proxyAnswering(
      () => new Response(null, { status, headers: { location: 'https://evil.example/' } }),
    )
    const response = await sendRequest('/api/v1/Flows')
    expect(response.status).toBe(502)
    expect(response.headers.has('location')).toBe(false)
    expect(await response.text()).not.toContain('evil')
  })

  test('a 502 with host and error code, without a credential, where Twilio is unreachable', async () => {
    const { sendRequest } = proxyAnswering(() => {
      throw Object.assign(new Error('the secret'), { code: 'ENOTFOUND' })
    })
    const response = await sendRequest('/api/v1/Flows')
    expect(response.status).toBe(502)
    expect(await response.json()).toEqual({
      code: null,
      message: 'Flowdesk could not reach studio.twilio.com (ENOTFOUND). Try again in a moment.',
      status: 502,
    })
  })
})

describe('a caller that disconnects', () => {
  test('before the response: the request rejects', async () => {
    const { sendRequest, fetch } = proxyAnswering(emptyPage)
    fetch.mockImplementation(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
    )
    const gone = new AbortController()
    const response = sendRequest('/api/v1/Flows', { signal: gone.signal })
    await waitFor(() => expect(fetch).toHaveBeenCalled())
    gone.abort()
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('during the body: the upstream body is cancelled', async () => {
    const cancel = vi.fn<() => void>()
    const { sendRequest } = proxyAnswering(() => new Response(new ReadableStream({ cancel })))
    await (await sendRequest('/api/v1/Flows')).body?.cancel()
    expect(cancel).toHaveBeenCalled()
  })

  test('after the headers: the upstream request is aborted', async () => {
    const { sendRequest, upstreamRequest } = proxyAnswering(() => new Response(new ReadableStream()))
    const gone = new AbortController()
    await sendRequest('/api/v1/Flows', { signal: gone.signal })
    gone.abort()
    expect(upstreamRequest().signal.aborted).toBe(true)
  })
})
