import { beforeEach, describe, expect, test } from 'vitest'

import { hashPassword, parsePasswordHash } from '#auth/password/password-hash.ts'
import type { EndedPeople } from '#auth/session/ended-people.ts'
import { createAuthRequest, createTestAuth, testKeys, testSessionKeys } from '#auth/testing/helpers.ts'
import {
  accessTokenListSchema,
  createdAccessTokenSchema,
  maxTokensPerUser,
  type NewAccessToken,
} from '#contract/flowdesk-api.ts'

const hour = 3_600_000
let now = Date.parse('2026-11-30T08:00:00Z')

beforeEach(() => {
  now = Date.parse('2026-11-30T08:00:00Z')
})

async function passwordHash(password: string) {
  const parsed = parsePasswordHash(await hashPassword(password, { ln: 14, r: 8, p: 1 }))
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.hash
}
const hash = await passwordHash('correct horse battery')
const otherHash = await passwordHash('another horse battery')

const noOne: EndedPeople = new Map()

/** A server with a password: its tokens as `ada` and `grace` have them, although its sign-in has no names. */
function createServer({
  keys = testSessionKeys(),
  areTokensMasked = false,
  usedHash = hash,
  endedPeople = noOne,
} = {}) {
  const { auth, events } = createTestAuth(
    { kind: 'password', hash: usedHash, session: { keys, idleMinutes: 60, hours: 12, endedPeople } },
    { areTokensMasked, now: () => now },
  )
  const send = (user: string, path: string, init: Parameters<typeof createAuthRequest>[1] = {}) =>
    auth.handleTokens(createAuthRequest(`/api/tokens${path}`, init), { user })
  const post = (user: string, token: object, headers: Record<string, string> = {}) =>
    send(user, '', { method: 'POST', body: JSON.stringify(token), headers })
  return {
    events,
    send,
    post,
    create: async (user: string, token: Partial<NewAccessToken> = {}) => {
      const response = await post(user, { name: 'Laptop', hours: 4, unmasked: false, ...token })
      expect(response.status).toBe(200)
      return createdAccessTokenSchema.parse(await response.json())
    },
    list: async (user: string) => accessTokenListSchema.parse(await (await send(user, '')).json()),
    revoke: async (user: string, id: string) => (await send(user, `/${id}`, { method: 'DELETE' })).status,
    identify: async (text: string) =>
      (await auth.tokens?.identify(
        createAuthRequest('/mcp', { headers: { authorization: `Bearer ${text}` } }).request,
      )) ?? null,
  }
}

describe('a token', () => {
  test('identifies its owner until it ends, and is in their list only', async () => {
    const { create, list, identify, events } = createServer()
    const { text, token } = await create('ada')
    expect(text).toMatch(/^flowdesk_[\w.-]{20,}$/)
    expect(token).toMatchObject({
      name: 'Laptop',
      createdAt: now,
      expiresAt: now + 4 * hour,
      unmasked: false,
    })
    expect(await identify(text)).toMatchObject({ user: 'ada', id: token.id, isUnmasked: false })
    expect(await list('ada')).toMatchObject({ storage: 'signed', hours: [1, 4, 12], tokens: [token] })
    expect((await list('grace')).tokens).toEqual([])
    expect(events).toEqual([
      { event: 'token-created', user: 'ada', address: '203.0.113.7', token: token.id, reason: 'masked' },
    ])
    now += 4 * hour
    expect(await identify(text)).toBeNull()
    expect((await list('ada')).tokens).toEqual([])
  })

  test('ends when its owner revokes it; others cannot', async () => {
    const { create, revoke, list, identify, events } = createServer()
    const { text, token } = await create('ada')
    expect(await revoke('grace', token.id)).toBe(404)
    expect(await identify(text)).not.toBeNull()
    expect(await revoke('ada', token.id)).toBe(204)
    expect([await identify(text), (await list('ada')).tokens]).toEqual([null, []])
    expect(await revoke('ada', token.id)).toBe(404)
    expect(events.at(-1)).toMatchObject({ event: 'token-revoked', user: 'ada', token: token.id })
  })

  test('of a server with the same keys counts, and is listed there once it was used', async () => {
    const { text, token } = await createServer().create('ada')
    const restarted = createServer()
    expect((await restarted.list('ada')).tokens).toEqual([])
    expect(await restarted.identify(text)).toMatchObject({ user: 'ada' })
    expect((await restarted.list('ada')).tokens).toEqual([token])
    expect(await restarted.revoke('ada', token.id)).toBe(204)
    expect(await restarted.identify(text)).toBeNull()
  })

  test('does not count under another password, with other keys, changed, cut, or as a session', async () => {
    const { create, identify } = createServer()
    const { text } = await create('ada')
    expect(await createServer({ usedHash: otherHash }).identify(text)).toBeNull()
    expect(await createServer({ keys: testSessionKeys(testKeys[1]) }).identify(text)).toBeNull()
    for (const wrong of [
      `${text}x`,
      text.slice(0, -1),
      text.slice('flowdesk_'.length),
      '',
      `${text} ${text}`,
    ])
      expect(await identify(wrong)).toBeNull()
  })

  test('made before an administrator ended its owner’s sessions does not count', async () => {
    const { text } = await createServer().create('Ada@example.com')
    const ended = createServer({ endedPeople: new Map([['ada@example.com', now]]) })
    expect(await ended.identify(text)).toBeNull()
    now += 1
    const later = await ended.create('Ada@example.com')
    expect(await ended.identify(later.text)).toMatchObject({ user: 'Ada@example.com' })
  })

  test('shows personal data where its owner asked for that and the server allows it', async () => {
    const open = createServer()
    const { text } = await open.create('ada', { unmasked: true })
    expect(await open.identify(text)).toMatchObject({ isUnmasked: true })
    expect(open.events).toMatchObject([{ reason: 'personal data shown' }])
    const masked = createServer({ areTokensMasked: true })
    expect((await masked.list('ada')).canUnmask).toBe(false)
    const response = await masked.post('ada', { name: 'Laptop', hours: 1, unmasked: true })
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('MCP_MASK')])
  })
})

describe('what makes no token', () => {
  test.each([
    ['an empty name', { name: ' ' }],
    ['a long name', { name: 'x'.repeat(61) }],
    ['an invisible name', { name: 'a\u202eb' }],
    ['another time', { hours: 24 }],
    ['no time', { hours: undefined }],
    ['something else', { admin: true }],
  ])('%s', async (_, change) => {
    const { post, events } = createServer()
    const response = await post('ada', { name: 'Laptop', hours: 4, unmasked: false, ...change })
    expect([400, 409]).toContain(response.status)
    expect(events).toEqual([])
  })

  test('one more than the most, also at the same moment', async () => {
    const { post, list } = createServer()
    const responses = await Promise.all(
      Array.from({ length: maxTokensPerUser + 5 }, () =>
        post('ada', { name: 'Laptop', hours: 4, unmasked: false }),
      ),
    )
    expect(responses.filter(({ status }) => status === 409)).toHaveLength(5)
    expect((await list('ada')).tokens).toHaveLength(maxTokensPerUser)
    expect((await post('grace', { name: 'Laptop', hours: 4, unmasked: false })).status).toBe(200)
  })

  test('a page of another site, a broken body, another method', async () => {
    const { send, post } = createServer()
    const foreign = { origin: 'https://evil.example' }
    expect((await post('ada', { name: 'Laptop', hours: 4, unmasked: false }, foreign)).status).toBe(403)
    expect((await send('ada', '', { headers: foreign })).status).toBe(403)
    expect((await send('ada', '/x', { method: 'DELETE', headers: foreign })).status).toBe(403)
    expect((await send('ada', '', { method: 'POST', body: '{' })).status).toBe(400)
    expect((await send('ada', '', { method: 'POST', body: '"'.repeat(5000) })).status).toBe(400)
    expect((await send('ada', '', { method: 'DELETE' })).status).toBe(405)
    expect((await send('ada', '/x')).status).toBe(405)
  })
})

/** A server behind a sign-on proxy. */
function createHeaderAuth(keys: ReturnType<typeof testSessionKeys> | null, rules = ['10.0.0.7']) {
  const peers = { rules, has: () => true }
  return createTestAuth({ kind: 'header', header: 'x-user', peers, keys }).auth
}

test('a sign-on proxy’s header has tokens with SESSION_KEYS, and none without; a new proxy ends them', async () => {
  const auth = createHeaderAuth(testSessionKeys())
  const created = await auth.tokens?.create('ada', { name: 'Laptop', hours: 1, unmasked: false })
  if (created === undefined || 'error' in created) throw new Error('No token was made.')
  const { request } = createAuthRequest('/mcp', { headers: { authorization: `Bearer ${created.text}` } })
  expect(await auth.tokens?.identify(request)).toMatchObject({ user: 'ada' })
  expect(await createHeaderAuth(testSessionKeys(), ['10.0.0.8']).tokens?.identify(request)).toBeNull()

  const without = createHeaderAuth(null)
  expect(without.tokens).toBeNull()
  const list = await without.handleTokens(createAuthRequest('/api/tokens'), { user: 'ada' })
  expect(await list.json()).toEqual({ storage: 'off', hours: [], max: 20, canUnmask: false, tokens: [] })
  const post = createAuthRequest('/api/tokens', { method: 'POST', body: '{}' })
  expect((await without.handleTokens(post, { user: 'ada' })).status).toBe(403)
})
