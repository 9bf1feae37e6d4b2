import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { flowSids } from '#emulator/flows.ts'

import { lines, startServer, stopServers } from './fixture.ts'

let origin = ''

beforeAll(async () => {
  origin = await startServer()
})
afterAll(stopServers)

const message = (method: string, params: object = {}) =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
const post = (body: string, headers: Record<string, string> = {}, signal: AbortSignal | null = null) =>
  fetch(`${origin}/mcp`, {
    method: 'POST',
    body,
    signal,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  })

test('the SDK’s client calls a tool over HTTP; the audit log names tool, flow and person, and no contents', async () => {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)))
  lines.length = 0
  const { structuredContent } = await client.callTool({
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.mainMenu, query: 'kiosk', limit: 2 },
  })
  await client.close()
  expect(structuredContent).toMatchObject({ runs: [{}, {}], horizon: { read: 1000 } })
  expect(JSON.stringify(structuredContent)).toContain(`"link":"${origin}/flows/${flowSids.mainMenu}`)
  const audit = lines.filter(({ audit: event }) => event !== undefined)
  expect(audit).toMatchObject([
    {
      audit: 'mcp',
      what: 'search_engagements',
      flow: flowSids.mainMenu,
      user: 'local',
      address: '127.0.0.1',
    },
    { audit: 'read', what: 'page of 1000 engagements, contexts included', flow: flowSids.mainMenu },
  ])
  expect(JSON.stringify(lines)).not.toContain('kiosk')
})

test('other sites’ pages, other methods and large bodies are refused', async () => {
  const ping = message('ping')
  expect((await post(ping)).status).toBe(200)
  expect((await post(ping, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await post(ping, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await fetch(`${origin}/mcp`)).status).toBe(405)
  expect((await post(message('ping', { padding: 'x'.repeat(70_000) }))).status).toBe(413)
  expect((await post('{"jsonrpc":')).status).toBe(400)
})

const countLines = (kind: string) => lines.filter(({ audit }) => audit === kind).length

test('a list of messages is refused before any of them is read', async () => {
  lines.length = 0
  const call = message('tools/call', { name: 'list_flows', arguments: {} })
  expect((await post(`[${call}]`)).status).toBe(200)
  expect((await post(`[${call},${call}]`)).status).toBe(400)
  expect(countLines('mcp')).toBe(1)
})

test('one caller’s requests run two at a time, and of many others the last are refused', async () => {
  lines.length = 0
  const search = message('tools/call', {
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.parcels, query: 'contact:=client:missing' },
  })
  const abort = new AbortController()
  const searches = Array.from({ length: 2 }, () => post(search, {}, abort.signal).catch(() => null))
  await expect.poll(() => countLines('mcp'), { timeout: 10_000 }).toBe(2)
  const others = Array.from({ length: 21 }, () => post(message('ping')))
  const refused = await Promise.race(others)
  expect([refused.status, refused.headers.get('retry-after'), countLines('mcp')]).toEqual([503, '5', 2])
  abort.abort()
  await Promise.all(searches)
  const statuses = await Promise.all(others.map(async (response) => (await response).status))
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
})

test('a response is data: never cached, with the policy for data', async () => {
  const { headers } = await post(message('ping'))
  expect(headers.get('cache-control')).toContain('no-store')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('a client that leaves ends its search', async () => {
  lines.length = 0
  const abort = new AbortController()
  const search = message('tools/call', {
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.parcels, query: 'contact:=client:missing' },
  })
  const call = post(search, {}, abort.signal)
  await expect.poll(() => countLines('read'), { timeout: 10_000 }).toBeGreaterThan(0)
  abort.abort()
  await expect(call).rejects.toThrow(/abort/i)
  // Another call is answered after what the first one had begun.
  await post(message('ping'))
  await post(message('tools/call', { name: 'list_flows', arguments: {} }))
  expect(countLines('read')).toBeLessThan(10)
})

test('a call that the SDK’s client cancels stops reading, and the next one need not wait for it', async () => {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)))
  lines.length = 0
  const abort = new AbortController()
  const searches = Array.from({ length: 3 }, () =>
    client.callTool(
      { name: 'search_engagements', arguments: { flow_sid: flowSids.parcels, query: 'no such text' } },
      undefined,
      { signal: abort.signal },
    ),
  )
  await expect.poll(() => countLines('read')).toBeGreaterThan(0)
  abort.abort()
  for (const searching of searches) await expect(searching).rejects.toThrow(/abort/i)
  await client.callTool({ name: 'list_flows' })
  await client.close()
  // Each would have read ten pages.
  expect(countLines('read')).toBeLessThan(10)
})

test('a cancellation reaches no call of another session', async () => {
  const session = (await post(message('initialize'))).headers.get('mcp-session-id') ?? ''
  expect(session).not.toBe('')
  const call = message('tools/call', {
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.mainMenu, query: 'no such text' },
  })
  const cancel = JSON.stringify({
    jsonrpc: '2.0',
    method: 'notifications/cancelled',
    params: { requestId: 1 },
  })
  const answer = post(call, { 'mcp-session-id': session })
  for (const headers of [{ 'mcp-session-id': 'other' }, {}])
    expect((await post(cancel, headers)).status).toBe(202)
  expect((await answer).status).toBe(200)
})
