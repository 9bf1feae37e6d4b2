import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeEach, expect, test } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'
import {
  accessTokenListSchema,
  createdAccessTokenSchema,
  type NewAccessToken,
} from '#contract/flowdesk-api.ts'
import { flowSids } from '#emulator/flows.ts'

import { lines, startServer, stopServers } from './fixture.ts'

/* `/mcp` where people sign in: with the SDK's own client, over HTTP, with a person's token. */

const SESSION_KEYS = '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f'
const password = 'correct horse battery staple'

const passwordServer = async (env: Record<string, string> = {}) =>
  startServer({
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH: await hashPassword(password, { ln: 14, r: 8, p: 1 }),
    SESSION_KEYS,
    ...env,
  })
const headerServer = (env: Record<string, string> = {}) =>
  startServer({
    ACCESS: 'header',
    ACCESS_HEADER: 'X-User',
    ACCESS_HEADER_PEERS: '127.0.0.1',
    SESSION_KEYS,
    ...env,
  })

beforeEach(() => {
  lines.length = 0
})
afterAll(stopServers)

/** The cookie of a sign-in with the password. */
async function signIn(origin: string): Promise<Record<string, string>> {
  const response = await fetch(`${origin}/api/session/password`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  })
  expect(response.status).toBe(204)
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

/** @param who the headers of a signed-in person */
async function createToken(origin: string, who: Record<string, string>, token: Partial<NewAccessToken> = {}) {
  const response = await fetch(`${origin}/api/tokens`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...who },
    body: JSON.stringify({ name: 'Laptop', hours: 1, unmasked: false, ...token }),
  })
  expect(response.status).toBe(200)
  return createdAccessTokenSchema.parse(await response.json())
}

async function connect(origin: string, token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), { requestInit }))
  return client
}

async function newestContact(origin: string, token: string): Promise<string> {
  const client = await connect(origin, token)
  const { structuredContent } = await client.callTool({
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.mainMenu, query: 'channel:phone', limit: 1 },
  })
  await client.close()
  return JSON.stringify(structuredContent)
}

const post = (origin: string, headers: Record<string, string>) =>
  fetch(`${origin}/mcp`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const audits = () => lines.filter(({ audit }) => audit !== undefined)

test('with a password, the SDK’s client reads with a token until it is revoked; the log never has the token', async () => {
  const origin = await passwordServer()
  const who = await signIn(origin)
  const { text, token } = await createToken(origin, who)
  expect(await newestContact(origin, text)).toContain(`"link":"${origin}/flows/${flowSids.mainMenu}`)
  expect(audits()).toMatchObject([
    { audit: 'sign-in' },
    { audit: 'token-created', user: 'shared password', token: token.id, what: 'masked' },
    {
      audit: 'mcp',
      what: 'search_engagements',
      flow: flowSids.mainMenu,
      user: 'shared password',
      token: token.id,
    },
    { audit: 'read', user: 'shared password', flow: flowSids.mainMenu },
  ])
  const revoked = await fetch(`${origin}/api/tokens/${token.id}`, {
    method: 'DELETE',
    headers: { origin, ...who },
  })
  expect(revoked.status).toBe(204)
  await expect(connect(origin, text)).rejects.toThrow(/401|revoked/)
  expect(audits().slice(4)).toMatchObject([
    { audit: 'token-revoked', token: token.id },
    { audit: 'refused', user: null, what: '/mcp', status: 401 },
  ])
  expect(JSON.stringify(lines)).not.toContain(text.slice('flowdesk_'.length, 40))
  expect(JSON.stringify(lines)).not.toContain('Laptop')
})

test('without a token, with a wrong one, or with a session alone: 401 with a challenge', async () => {
  const origin = await passwordServer()
  const none = await post(origin, await signIn(origin))
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Flowdesk"'])
  const wrong = await post(origin, bearer(`flowdesk_${'A'.repeat(43)}`))
  expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer realm="Flowdesk", error="invalid_token"',
  ])
  expect((await fetch(`${origin}/mcp`)).status).toBe(401)
})

test('a token opens nothing but /mcp, and no page of another site can use it', async () => {
  const origin = await passwordServer()
  const { text } = await createToken(origin, await signIn(origin))
  expect((await post(origin, bearer(text))).status).toBe(200)
  expect((await post(origin, { ...bearer(text), origin: 'https://evil.example' })).status).toBe(403)
  for (const path of ['/api/v1/Flows', '/api/tokens'])
    expect((await fetch(origin + path, { headers: bearer(text) })).status).toBe(401)
})

test('making a token needs a session, and a page of Flowdesk’s own', async () => {
  const origin = await passwordServer()
  const who = await signIn(origin)
  const attempt = async (headers: Record<string, string>) =>
    (await fetch(`${origin}/api/tokens`, { method: 'POST', headers, body: '{}' })).status
  expect(await attempt({ origin })).toBe(401)
  expect(await attempt({ ...who, origin: 'https://evil.example' })).toBe(403)
  expect(await attempt(who)).toBe(403)
  expect(await attempt({ ...who, origin })).toBe(400)
})

test('with a sign-on proxy, two people have tokens of their own; its header alone is no token', async () => {
  const origin = await headerServer()
  const [ada, grace] = [{ 'x-user': 'ada' }, { 'x-user': 'grace' }]
  const { text, token } = await createToken(origin, ada)
  const listOf = async (who: Record<string, string>) =>
    accessTokenListSchema.parse(await (await fetch(`${origin}/api/tokens`, { headers: who })).json()).tokens
  expect([await listOf(ada), await listOf(grace)]).toEqual([[token], []])
  const revokeAs = async (who: Record<string, string>) =>
    (await fetch(`${origin}/api/tokens/${token.id}`, { method: 'DELETE', headers: { origin, ...who } }))
      .status
  expect(await revokeAs(grace)).toBe(404)
  // The token's person counts, not the name that the proxy sends.
  lines.length = 0
  await (await connect(origin, text)).close()
  await newestContact(origin, text)
  expect(audits()).toMatchObject([
    { audit: 'mcp', user: 'ada' },
    { audit: 'read', user: 'ada' },
  ])
  expect((await post(origin, ada)).status).toBe(401)
  expect(await revokeAs(ada)).toBe(204)
  expect((await post(origin, bearer(text))).status).toBe(401)
})

test('personal data is masked unless the token’s owner and MCP_MASK both allow it', async () => {
  const origin = await headerServer({ MCP_MASK: 'off' })
  const who = { 'x-user': 'ada' }
  const masked = await createToken(origin, who)
  const unmasked = await createToken(origin, who, { unmasked: true })
  expect(await newestContact(origin, masked.text)).toMatch(/"contact":"[^"]*•/)
  expect(await newestContact(origin, unmasked.text)).toMatch(/"contact":"\+\d+"/)
  // The same token where the server masks everything: it was made before the setting changed.
  expect(await newestContact(await headerServer({ MCP_MASK: 'on' }), unmasked.text)).toMatch(
    /"contact":"[^"]*•/,
  )
})
