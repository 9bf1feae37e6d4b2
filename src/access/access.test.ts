import { describe, expect, test } from 'vitest'

import { sessionSchema } from '#contract/session.ts'

import { openDoor, visit } from './for-tests.ts'

const local = () => openDoor({ kind: 'local' })

describe('local', () => {
  test('everybody is "local"', async () => {
    const { access, ask } = local()
    expect(access.kind).toBe('local')
    expect(await access.identify(visit('/api/v1/Flows'))).toEqual({ user: 'local' })
    const session = sessionSchema.parse(await (await ask('/api/session')).json())
    expect(session).toEqual({ demo: false, mask: false, access: 'local', user: 'local' })
  })

  test('the session says whether it is a demo', async () => {
    const { ask } = openDoor({ kind: 'local' }, { demo: true })
    expect(await (await ask('/api/session')).json()).toMatchObject({ demo: true, mask: false })
  })

  test('the session says whether personal data is masked', async () => {
    const { ask } = openDoor({ kind: 'local' }, { mask: true })
    expect(await (await ask('/api/session')).json()).toMatchObject({ demo: false, mask: true })
  })

  test.each(['POST', 'DELETE'])('%s is answered 204 and does nothing', async (method) => {
    const { ask, events } = local()
    const answer = await ask('/api/session', { method })
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.headers.has('clear-site-data')).toBe(false)
    expect(events).toEqual([])
  })

  test.each(['/api/session/password', '/auth/oidc', '/auth/oidc/callback', '/auth/', '/api/session/x'])(
    '%s is no way in',
    async (path) => {
      const answer = await local().ask(path)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toEqual({ code: null, message: expect.any(String), status: 404 })
    },
  )
})

describe('every door', () => {
  test.each([
    '/',
    '/flows',
    '/api',
    '/api/sessions',
    '/api/v1/Flows',
    '/authors',
    '/healthz',
    '/API/session',
  ])('leaves %s to others', async (path) => {
    expect(await local().access.answer(visit(path))).toBeNull()
  })

  test('answers small and lets nobody keep it', async () => {
    const { ask } = local()
    const answers = [
      await ask('/api/session'),
      await ask('/api/session', { method: 'POST' }),
      await ask('/api/session', { method: 'PUT' }),
      await ask('/auth/nowhere'),
    ]
    for (const answer of answers) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      // oxlint-disable-next-line no-await-in-loop -- four short texts
      expect((await answer.text()).length).toBeLessThan(300)
    }
  })

  test('takes four methods at /api/session and names them', async () => {
    const answer = await local().ask('/api/session', { method: 'PUT' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, DELETE'])
  })
})

describe('pages of other sites', () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:4174' },
    { origin: 'https://127.0.0.1:4173' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]

  test.each(foreign)('%j may neither read nor change', async (headers) => {
    const { ask } = local()
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
      // oxlint-disable-next-line no-await-in-loop -- four methods
      expect((await ask('/api/session', { method, headers })).status).toBe(403)
    }
  })

  test('a read that the browser calls cross-site is refused, one without any word of it is not', async () => {
    const { ask } = local()
    expect((await ask('/api/session', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await ask('/api/session', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
    expect((await ask('/api/session')).status).toBe(200)
  })

  test('a change without Origin passes only with Sec-Fetch-Site: same-origin', async () => {
    const { access } = local()
    const change = async (site: string | null) => {
      const { request, ...rest } = visit('/api/session', { method: 'POST' })
      request.headers.delete('origin')
      if (site !== null) request.headers.set('sec-fetch-site', site)
      return (await access.answer({ request, ...rest }))?.status
    }
    expect(await change('same-origin')).toBe(204)
    for (const site of [null, 'same-site', 'cross-site', 'none']) {
      // oxlint-disable-next-line no-await-in-loop -- four values
      expect(await change(site)).toBe(403)
    }
  })

  test('where PUBLIC_URL is set, its origin is ours and the address asked is not', async () => {
    const { ask } = openDoor({ kind: 'local' }, { publicOrigin: 'https://flowdesk.example' })
    const change = async (from: string) =>
      (await ask('/api/session', { method: 'POST', headers: { origin: from } })).status
    expect(await change('https://flowdesk.example')).toBe(204)
    expect(await change('http://127.0.0.1:4173')).toBe(403)
  })
})
