import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import * as z from 'zod'
import { describe, expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'
import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'

import { createMcpServer } from './mcp-server.ts'

const flow_sid = sidOf('FW', 1)
const engagement_sid = sidOf('FN', 2)

/** An MCP client whose server gets the same answer to every request; masked. */
async function connect(answer: string, status = 200) {
  const server = createMcpServer({
    client: createClient({
      baseUrl: 'https://studio.twilio.com',
      fetch: async () => new Response(answer, { status }),
      loadParser: loadInlineParser,
    }),
    dashboardOrigin: 'https://flowdesk.example.com',
    maskPersonalData: true,
    now: () => Date.UTC(2026, 10, 3),
  })
  const client = new Client({ name: 'test', version: '1' })
  const [clientTransport, serverTransport] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(serverTransport), client.connect(clientTransport)])
  const getContext = async (args: Record<string, unknown> = {}) => {
    const result = await client.callTool({
      name: 'get_context',
      arguments: { flow_sid, engagement_sid, ...args },
    })
    return { output: z.any().parse(result.structuredContent), text: JSON.stringify(result.content) }
  }
  return { client, getContext }
}

describe('a masked key', () => {
  const note = 'x'.repeat(200)

  test('leads on: the path in one answer is found by the next call, and opens what holds it', async () => {
    const { getContext } = await connect(
      `{"context":{"by":{"+14155550142":{"a":["${note}"]},"ada@example.com":1}}}`,
    )
    const { members } = (await getContext({ path: '$.by', max_chars: 100 })).output
    expect(members.map(({ path }: { path: string }) => path)).toEqual([
      "$.by['+1••••••••42']",
      "$.by['a••@example.com']",
    ])
    const { output } = await getContext({ path: `${members[0].path}.a[0]` })
    expect(output).toMatchObject({ path: "$.by['+1••••••••42'].a[0]", json: `"${note}"` })
    expect(output.link).toMatch(/\?path=\$\.by$/)
  })

  test('of several that look the same, none is guessed', async () => {
    const { getContext } = await connect('{"context":{"+14155550142":1,"+14155550242":2}}')
    expect((await getContext({ path: "$['+1••••••••42']" })).text).toContain('Several keys look like')
  })
})

test('Twilio’s message names no contact', async () => {
  const message = 'Contact +14155550142 (ada@example.com) is not valid'
  const { getContext } = await connect(JSON.stringify({ code: 20001, message, status: 400 }), 400)
  expect((await getContext()).text).toContain('Contact +1••••••••42 (a••@example.com) is not valid')
})

test('names of flows and widgets that are numbers are masked', async () => {
  const name = 'call_4155550142'
  const flow = { sid: flow_sid, friendly_name: name }
  const step = { sid: sidOf('FT', 1), name, transitioned_from: name, transitioned_to: name }
  const steps = [{ ...step, type: 'split-based-on', context: {} }]
  const definition = {
    states: [{ name, type: 'split-based-on', transitions: [{ event: 'match', next: name, conditions: [] }] }],
  }
  const run = { sid: engagement_sid, status: 'ended', context: {} }
  const { client } = await connect(JSON.stringify({ ...run, flows: [flow], steps, definition, meta: {} }))
  for (const tool of ['list_flows', 'get_steps', 'get_story', 'explain_run']) {
    const args = tool === 'list_flows' ? {} : { flow_sid, engagement_sid }
    const text = JSON.stringify(await client.callTool({ name: tool, arguments: args }))
    expect([tool, text]).toEqual([tool, expect.stringContaining('call_41••••••42')])
    expect([tool, text]).toEqual([tool, expect.not.stringContaining('4155550142')])
  }
})

test('a text of megabytes in place of a message is cut in the story', async () => {
  const context = { trigger: { message: { Body: 'x'.repeat(1_000_000) } } }
  const steps = [{ sid: sidOf('FT', 1), name: 'incomingMessage', type: 'trigger', context }]
  const run = { sid: engagement_sid, status: 'ended', context }
  const { client } = await connect(JSON.stringify({ ...run, steps, meta: {} }))
  const { structuredContent } = await client.callTool({
    name: 'get_story',
    arguments: { flow_sid, engagement_sid },
  })
  expect(structuredContent).toMatchObject({ conversation: [{ text: `${'x'.repeat(5000)}…` }] })
})

test.each(['{"a":NaN}', 'undefined', '{"a":"+14155550142\t"}', String.raw`{"a":"\x"}`])(
  'the context %s is not given out as JSON, by the tool or as a resource',
  async (context) => {
    const { client, getContext } = await connect(`{"context":${context}}`)
    const sentence = 'Twilio’s context is not valid JSON.'
    expect((await getContext()).text).toContain(sentence)
    const uri = `flowdesk://flows/${flow_sid}/engagements/${engagement_sid}/context`
    await expect(client.readResource({ uri })).rejects.toThrow(sentence)
  },
)

test('a prompt asks about nothing but a SID', async () => {
  const { client } = await connect('{}')
  const prompt = (name: string, args: Record<string, string>) => client.getPrompt({ name, arguments: args })
  await expect(prompt('why_did_this_run_fail', { flow_sid, engagement_sid: 'the last one' })).rejects.toThrow(
    '32 hexadecimal digits',
  )
  await expect(prompt('what_happened_to_this_customer', { flow_sid: '', customer: 'ada' })).rejects.toThrow(
    '32 hexadecimal digits',
  )
})
