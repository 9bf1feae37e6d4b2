import { describe, expect, test, vi } from 'vitest'

import { reads, type ReadName } from '#contract/reads.ts'

import { createProxy, type ProxyOptions } from './proxy.ts'

const flow = `FW${'0123456789abcdef'.repeat(2)}`
const run = `FN${'a'.repeat(32)}`
const step = `FT${'F'.repeat(32)}`
const engagements = `/api/v1/Flows/${flow}/Engagements`
const readNames = Object.keys(reads).filter((name): name is ReadName => name in reads)
const credentials = { user: `SK${'1'.repeat(32)}`, password: 'the secret' }

function answering(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn<ProxyOptions['fetch']>(async () => answer())
  const proxy = createProxy({ fetch, base: new URL('https://studio.twilio.com'), credentials })
  const ask = (path: string, init?: RequestInit) =>
    proxy(new Request(`http://localhost${path}`, init), { caller: 'one' })
  const asked = () => {
    const request = fetch.mock.calls.at(-1)?.[0]
    if (request === undefined) throw new Error('Nothing was asked upstream.')
    return request
  }
  return { fetch, ask, asked }
}

const emptyPage = () => Response.json({ flows: [], meta: {} })

function pathOf(name: ReadName): string {
  return reads[name].replace('{FW}', flow).replace('{FN}', run).replace('{FT}', step)
}

describe('what reaches Twilio', () => {
  test.each(readNames)('the read %s, path and method as asked', async (name) => {
    const { ask, asked } = answering(emptyPage)
    for (const method of ['GET', 'HEAD']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as `asked` looks at the last
      await ask(`/api${pathOf(name)}`, { method })
      expect(asked().url).toBe(`https://studio.twilio.com${pathOf(name)}`)
      expect(asked().method).toBe(method)
    }
  })

  test('the paging keys of a list, a token character for character', async () => {
    const { ask, asked } = answering(emptyPage)
    const token = 'PA+/=&%20 é'
    await ask(`${engagements}?PageToken=${encodeURIComponent(token)}&Page=3&PageSize=1000`)
    const query = new URL(asked().url).searchParams
    expect([...query]).toEqual([
      ['PageSize', '1000'],
      ['Page', '3'],
      ['PageToken', token],
    ])
  })

  test('our own three headers and none of the browser’s', async () => {
    const { ask, asked } = answering(emptyPage)
    await ask('/api/v1/Flows', {
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
    expect([...asked().headers]).toEqual([
      ['accept', 'application/json'],
      ['authorization', `Basic ${btoa(`${credentials.user}:${credentials.password}`)}`],
      ['user-agent', 'Flowdesk'],
    ])
    expect(asked().redirect).toBe('manual')
  })

  test('a secret beyond Latin-1, as the bytes of its UTF-8', async () => {
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

describe('what is refused here', () => {
  test.each([
    [`${engagements}?pagesize=5`, '"pagesize" is not known here: a list takes PageSize, Page, PageToken'],
    [`${engagements}/${run}?PageSize=5`, '"PageSize" is not known here: only lists take a query'],
    [`${engagements}?PageSize=5&PageSize=6`, 'PageSize stands twice'],
    [`${engagements}?PageSize=1001`, 'PageSize must be a whole number from 1 to 1000'],
    [`${engagements}?PageSize=0`, 'PageSize must be'],
    [`${engagements}?PageSize=`, 'PageSize must be'],
    [`${engagements}?PageSize=5.0`, 'PageSize must be'],
    [`${engagements}?Page=-1`, 'Page must be a whole number from 0 on'],
    [`${engagements}?PageToken=`, 'PageToken must be 1 to 2048 characters'],
    [`${engagements}?PageToken=${'x'.repeat(2049)}`, 'PageToken must be'],
  ])('%.60s with a sentence', async (path, sentence) => {
    const { fetch, ask } = answering(emptyPage)
    const answer = await ask(path)
    expect(fetch).not.toHaveBeenCalled()
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      code: null,
      message: expect.stringContaining(sentence),
      status: 400,
    })
  })

  test('anything but reading, and says what is allowed', async () => {
    const { fetch, ask } = answering(emptyPage)
    const answer = await ask('/api/v1/Flows', { method: 'POST', body: '{}' })
    expect(fetch).not.toHaveBeenCalled()
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD')
  })

  test('another site’s page, and nobody else', async () => {
    const { fetch, ask } = answering(emptyPage)
    const from = (site: string) => ask('/api/v1/Flows', { headers: { 'sec-fetch-site': site } })
    expect((await from('cross-site')).status).toBe(403)
    expect(fetch).not.toHaveBeenCalled()
    for (const site of ['same-origin', 'none']) {
      // oxlint-disable-next-line no-await-in-loop -- two values
      expect((await from(site)).status).toBe(200)
    }
  })
})

describe('what comes back', () => {
  test('bytes as they were sent, with no digit lost', async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('{"n":9007199254740993123,"f":1.0} '),
      0xff,
      0xfe,
    ])
    const { ask } = answering(() => new Response(bytes))
    expect(new Uint8Array(await (await ask('/api/v1/Flows')).arrayBuffer())).toEqual(bytes)
  })

  test('the first bytes before the last were written', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const { ask } = answering(() => new Response(readable))
    const reader = (await ask('/api/v1/Flows')).body?.getReader()
    void writer.write(new TextEncoder().encode('{"flows":['))
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"flows":[')
    void writer.close()
    expect((await reader?.read())?.done).toBe(true)
  })

  test('Twilio’s status and the headers that mean something, and no others', async () => {
    const { ask } = answering(() =>
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
    const answer = await ask(engagements)
    expect(answer.status).toBe(429)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'retry-after': '3',
      'twilio-concurrent-requests': '42',
      'twilio-request-id': 'RQ1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
  })

  test('a 401 with Twilio’s body but without the header that opens a login box', async () => {
    const body = { code: 20003, message: 'Authenticate', more_info: '', status: 401 }
    const { ask } = answering(() =>
      Response.json(body, { status: 401, headers: { 'www-authenticate': 'Basic realm="Twilio API"' } }),
    )
    const answer = await ask('/api/v1/Flows')
    expect(answer.status).toBe(401)
    expect(answer.headers.has('www-authenticate')).toBe(false)
    expect(await answer.json()).toEqual(body)
  })

  test('HEAD without a body', async () => {
    const { ask } = answering(() => new Response(null, { headers: { 'content-type': 'application/json' } }))
    const answer = await ask('/api/v1/Flows', { method: 'HEAD' })
    expect([answer.status, answer.body]).toEqual([200, null])
  })

  test.each([301, 302, 307, 308, 304])('a %i from upstream as a 502 that leads nowhere', async (status) => {
    const { ask } = answering(
      () => new Response(null, { status, headers: { location: 'https://evil.example/' } }),
    )
    const answer = await ask('/api/v1/Flows')
    expect(answer.status).toBe(502)
    expect(answer.headers.has('location')).toBe(false)
    expect(await answer.text()).not.toContain('evil')
  })

  test('an upstream that cannot be reached, by name and reason and without a credential', async () => {
    const { ask } = answering(() => {
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('the secret'), { code: 'ENOTFOUND' }),
      })
    })
    const answer = await ask('/api/v1/Flows')
    expect(answer.status).toBe(502)
    expect(await answer.json()).toEqual({
      code: null,
      message: 'Flowdesk could not reach studio.twilio.com (ENOTFOUND). Try again in a moment.',
      status: 502,
    })
  })
})

describe('a caller who goes away', () => {
  test('before the answer: the upstream request ends, and so does ours', async () => {
    const { ask, fetch } = answering(emptyPage)
    fetch.mockImplementation(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
    )
    const gone = new AbortController()
    const answer = ask('/api/v1/Flows', { signal: gone.signal })
    await vi.waitFor(() => expect(fetch).toHaveBeenCalled())
    gone.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('within the body: the upstream body is cancelled', async () => {
    const cancel = vi.fn<() => void>()
    const { ask } = answering(() => new Response(new ReadableStream({ cancel })))
    await (await ask('/api/v1/Flows')).body?.cancel()
    expect(cancel).toHaveBeenCalled()
  })

  test('after the headers: the upstream request still hears of it', async () => {
    const { ask, asked } = answering(() => new Response(new ReadableStream()))
    const gone = new AbortController()
    await ask('/api/v1/Flows', { signal: gone.signal })
    gone.abort()
    expect(asked().signal.aborted).toBe(true)
  })
})
