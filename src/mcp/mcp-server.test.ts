import { readFile } from 'node:fs/promises'

import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import * as z from 'zod'
import { afterEach, describe, expect, test } from 'vitest'

import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { createEmulatorRequest } from '#emulator/http/credentials.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'
import { sidOf } from '#testing/sids.ts'
import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'

import { createMcpServer } from './mcp-server.ts'

const now = Date.UTC(2026, 10, 3, 15, 20)
const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** An MCP client of the official SDK, connected to a server that reads the emulator. */
async function connect({ maskPersonalData = true } = {}) {
  const emulator = createEmulator({ now: () => now, origin: 'https://studio.twilio.com' })
  const requests: string[] = []
  const server = createMcpServer({
    client: createClient({
      baseUrl: 'https://studio.twilio.com',
      fetch: (input, init) => {
        const { url } = new Request(input)
        requests.push(url.replace('https://studio.twilio.com', ''))
        return emulator(createEmulatorRequest(url, { signal: init?.signal ?? null }))
      },
      loadParser: loadInlineParser,
    }),
    dashboardOrigin: 'https://flowdesk.example.com',
    maskPersonalData,
    now: () => now,
  })
  const client = new Client({ name: 'test', version: '1' })
  const [clientTransport, serverTransport] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(serverTransport), client.connect(clientTransport)])
  clients.push(client)
  /** Calls a tool; the SDK's client checks the result against the tool's output schema. */
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const result = await client.callTool({ name, arguments: args })
    return {
      // Each tool has its own output.
      output: z.any().parse(result.structuredContent),
      text: JSON.stringify(result.content),
      isError: result.isError === true,
    }
  }
  return { client, call, requests }
}

const flow_sid = flowSids.mainMenu

describe('search_engagements', () => {
  test('lists the newest runs with one small request', async () => {
    const { call, requests } = await connect()
    const { output } = await call('search_engagements', { flow_sid, limit: 3 })
    expect(output.runs).toHaveLength(3)
    expect(output.horizon).toMatchObject({ read: 3, is_complete: false })
    expect(requests).toEqual([`/v1/Flows/${flow_sid}/Engagements?PageSize=3`])
  })

  test('the cursor goes on: all runs come once, in the list’s order, and the horizon says when all was read', async () => {
    const { call } = await connect({ maskPersonalData: false })
    const found: string[] = []
    let cursor: unknown = null
    let last
    do {
      last = (
        await call('search_engagements', {
          flow_sid,
          query: 'duration:2m..',
          limit: 100,
          ...(cursor === null ? {} : { cursor }),
        })
      ).output
      found.push(...last.runs.map((run: { engagement_sid: string }) => run.engagement_sid))
      cursor = last.next_cursor
    } while (cursor !== null)
    expect(new Set(found).size).toBe(found.length)
    expect(found.length).toBeGreaterThan(100)
    expect(last.horizon).toMatchObject({ read: 2500, is_complete: true })
  })

  test('finds a contact by number, masked unless the mask is off, with a link to the run', async () => {
    const open = await connect({ maskPersonalData: false })
    const masked = await connect()
    const newest = (await open.call('search_engagements', { flow_sid, limit: 20 })).output.runs
    const { contact } = newest.find((run: { contact: string }) => run.contact.startsWith('+1'))
    const found = (await open.call('search_engagements', { flow_sid, query: contact })).output
    expect(found.runs[0].contact).toBe(contact)
    expect(found.runs[0].link).toMatch(
      new RegExp(`^https://flowdesk.example.com/flows/${flow_sid}/engagements/FN[0-9a-f]{32}$`),
    )
    const { output, text } = await masked.call('search_engagements', { flow_sid, query: contact })
    expect(output.runs.length).toBe(found.runs.length)
    expect(text).not.toContain(contact)
  })

  test('says where a context matched, and which words it did not understand', async () => {
    const { call } = await connect({ maskPersonalData: false })
    const { output } = await call('search_engagements', {
      flow_sid,
      query: 'flow.channel.address:0100 after:yesterdayish',
      limit: 1,
    })
    expect(output.runs[0].match.path).toBe('$.flow.channel.address')
    expect(output.not_understood).toHaveLength(1)
  })

  test('a broken cursor, another search’s cursor and a wrong SID get a sentence', async () => {
    const { call } = await connect()
    const { next_cursor: cursor } = (await call('search_engagements', { flow_sid, limit: 1 })).output
    expect(await call('search_engagements', { flow_sid, cursor: 'x' })).toMatchObject({ isError: true })
    const other = await call('search_engagements', { flow_sid, query: 'lang', cursor })
    expect(other.text).toContain('belongs to another flow, source or query')
    const wrong = await call('search_engagements', { flow_sid: 'FW123' })
    expect(wrong.text).toContain('32 hexadecimal digits')
    const tooLong = await call('search_engagements', { flow_sid, query: 'x'.repeat(3000) })
    expect(tooLong.isError).toBe(true)
  })

  test('says which terms need steps, which it does not load', async () => {
    const { call } = await connect()
    const { output } = await call('search_engagements', { flow_sid, query: 'passed:ask>bye -ended:bye' })
    expect(output.not_understood).toEqual([
      'passed:ask>bye: This search loads no steps, so it leaves out all runs. Use get_steps or explain_run.',
      '-ended:bye: This search loads no steps, so it leaves out ended runs. Use get_steps or explain_run.',
    ])
  })
})

const newestSid = async (call: Awaited<ReturnType<typeof connect>>['call']): Promise<string> =>
  (await call('search_engagements', { flow_sid, query: 'status:ended', limit: 1 })).output.runs[0]
    .engagement_sid

describe('one run', () => {
  test('get_engagement, get_steps and get_story agree', async () => {
    const { call } = await connect()
    const engagement_sid = await newestSid(call)
    const run = (await call('get_engagement', { flow_sid, engagement_sid })).output
    expect(run).toMatchObject({ engagement_sid, status: 'ended' })
    const { steps, total } = (await call('get_steps', { flow_sid, engagement_sid })).output
    expect(steps).toHaveLength(total)
    const paged = (await call('get_steps', { flow_sid, engagement_sid, from: 2, limit: 1 })).output
    expect(paged.steps).toEqual([steps[1]])
    const story = (await call('get_story', { flow_sid, engagement_sid })).output
    expect(story.run).toEqual(run)
    expect(story.sentences).toHaveLength(total)
  })

  test('get_context returns a value as sent, cuts what is too long and then says what it holds', async () => {
    const { call } = await connect({ maskPersonalData: false })
    const engagement_sid = await newestSid(call)
    const whole = (await call('get_context', { flow_sid, engagement_sid })).output
    expect(JSON.parse(whole.json)).toHaveProperty('flow.sid', engagement_sid)
    const one = (await call('get_context', { flow_sid, engagement_sid, path: '$.flow.sid' })).output
    expect(one).toMatchObject({
      kind: 'string',
      json: JSON.stringify(engagement_sid),
      is_cut: false,
      members: [],
    })
    const cut = (await call('get_context', { flow_sid, engagement_sid, max_chars: 100 })).output
    expect(cut).toMatchObject({
      is_cut: true,
      total_chars: whole.json.length,
      json: whole.json.slice(0, 100),
    })
    expect(cut.members.map(({ path }: { path: string }) => path)).toContain('$.flow')
    const missing = await call('get_context', { flow_sid, engagement_sid, path: '$.flow.nothing' })
    expect(missing.text).toContain('$.flow is there')
    expect((await call('get_context', { flow_sid, engagement_sid, path: 'flow.*' })).isError).toBe(true)
  })

  test('explain_run names the outcome and the step that decided it', async () => {
    const { call } = await connect()
    const engagement_sid = await newestSid(call)
    const explained = (await call('explain_run', { flow_sid, engagement_sid })).output
    expect(explained.outcome).toMatch(/^(Completed|Ended|Failed)/)
    expect(explained.deciding_step.link).toMatch(/tab=steps&step=FT[0-9a-f]{32}$/)
  })

  test('explain_run says which conditions of a split held, with the values they compared', async () => {
    const { call } = await connect()
    const { runs } = (
      await call('search_engagements', { flow_sid: flowSids.orderStatus, query: 'status:ended', limit: 5 })
    ).output
    const explained = []
    for (const { engagement_sid } of runs)
      explained.push((await call('explain_run', { flow_sid: flowSids.orderStatus, engagement_sid })).output)
    const conditions = explained.flatMap(({ splits }) =>
      splits.flatMap((split: { conditions: object[] | null }) => split.conditions ?? []),
    )
    expect(conditions).toContainEqual({
      sentence: expect.stringMatching(/^\{\{trigger\.message\.Body\}\} = ".*" (matches|does not match) "/),
      holds: expect.any(Boolean),
      differs_only_in: [],
      next_widget: 'lookup_order',
      taken: expect.any(Boolean),
    })
  })

  test('an unknown SID gets Twilio’s error as a sentence', async () => {
    const { call } = await connect()
    const { isError, text } = await call('get_engagement', { flow_sid, engagement_sid: sidOf('FN', 1) })
    expect(isError).toBe(true)
    expect(text).toMatch(/[Nn]ot found|does not (exist|have)|no longer/)
  })

  test('is a resource by address', async () => {
    const { call, client } = await connect()
    const engagement_sid = await newestSid(call)
    const uri = `flowdesk://flows/${flow_sid}/engagements/${engagement_sid}`
    const { contents } = await client.readResource({ uri })
    expect(JSON.parse(String(contents[0] && 'text' in contents[0] && contents[0].text))).toMatchObject({
      engagement_sid,
    })
    expect((await client.readResource({ uri: `${uri}/context` })).contents).toHaveLength(1)
  })
})

test('reads executions where the source says so, and links to their addresses', async () => {
  const { call, client, requests } = await connect()
  const source = 'executions'
  const { runs, link } = (await call('search_engagements', { flow_sid, source, query: 'kiosk', limit: 1 }))
    .output
  const { engagement_sid } = runs[0]
  const address = `/flows/${flow_sid}/executions`
  expect(link).toContain(`${address}#q=kiosk`)
  expect(runs[0].link).toContain(`${address}/${engagement_sid}`)
  for (const name of ['get_engagement', 'get_context', 'get_steps', 'get_story', 'explain_run']) {
    const { text, isError } = await call(name, { flow_sid, source, engagement_sid })
    expect([name, isError]).toEqual([name, false])
    expect(text).toContain(`${address}/${engagement_sid}`)
  }
  await client.readResource({ uri: `flowdesk://flows/${flow_sid}/executions/${engagement_sid}` })
  expect(requests.filter((path) => !path.startsWith('/v2/'))).toEqual([])
  expect((await call('get_engagement', { flow_sid, source: 'runs', engagement_sid })).isError).toBe(true)
})

test('list_flows, and the prompts', async () => {
  const { call, client } = await connect()
  const { flows } = (await call('list_flows')).output
  expect(flows).toContainEqual(expect.objectContaining({ flow_sid, status: 'published' }))
  expect((await client.listPrompts()).prompts.map(({ title }) => title)).toEqual([
    'Why did this run fail?',
    'What happened to this customer?',
  ])
  const prompt = await client.getPrompt({
    name: 'what_happened_to_this_customer',
    arguments: { flow_sid, customer: '+44 7700 900123' },
  })
  expect(JSON.stringify(prompt.messages)).toContain(flow_sid)
})

test('says the version of the package', async () => {
  const { client } = await connect()
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  expect(client.getServerVersion()).toMatchObject({ name: 'flowdesk', version: JSON.parse(text).version })
})

test.each([
  ['list_flows', { status: 'draft' }],
  ['search_engagements', { flow_sid, status: 'active' }],
  ['get_context', { flow_sid, engagement_sid: sidOf('FN', 1), max_characters: 10 }],
  ['get_steps', { flow_sid, engagement_sid: sidOf('FN', 1), cursor: 'x' }],
  ['get_story', { flow_sid, engagement_sid: sidOf('FN', 1), step: 1 }],
])(
  '%s refuses an argument it does not have: ignored, it would answer another question',
  async (name, args) => {
    const { call, requests } = await connect()
    const refused = await call(name, args)
    expect(refused.isError).toBe(true)
    expect(refused.text).toMatch(/Unrecognized key/)
    expect(requests).toEqual([])
  },
)

test('all tools are read-only and have schemas of input and output', async () => {
  const { client } = await connect()
  const { tools } = await client.listTools()
  expect(tools).toHaveLength(7)
  for (const tool of tools)
    expect(tool).toMatchObject({ annotations: { readOnlyHint: true }, inputSchema: {}, outputSchema: {} })
  const [typed = ''] = /channel:[a-z,]+(?=,…)/.exec(JSON.stringify(tools)) ?? []
  expect(parseSearch(typed)).toMatchObject({ problems: [], interpretations: [{ typed }] })
})

test('a cancelled search stops asking', async () => {
  const { client, requests } = await connect()
  const abort = new AbortController()
  const searching = client.callTool(
    { name: 'search_engagements', arguments: { flow_sid: flowSids.parcels, query: 'no such text anywhere' } },
    undefined,
    { signal: abort.signal },
  )
  await expect.poll(() => requests.length).toBeGreaterThan(0)
  abort.abort()
  await expect(searching).rejects.toThrow(/abort/i)
  const asked = requests.length
  await client.ping()
  expect(requests.length).toBeLessThanOrEqual(asked + 1)
})

test('a call reads at most ten pages, and says how far back it came', async () => {
  const { call, requests } = await connect()
  const { output } = await call('search_engagements', {
    flow_sid: flowSids.parcels,
    query: 'contact:=client:missing',
  })
  expect(requests).toHaveLength(10)
  expect(output).toMatchObject({ runs: [], horizon: { read: 10_000, is_complete: false } })
  expect(output.next_cursor).not.toBeNull()
})
