import { expect, test } from 'vitest'

import { runListOf } from '#contract/run-source.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { createClient } from './client.ts'
import { loadInlineParser } from './inline-parser.ts'

const flowSid = sidOf('FW', 1)
const engagementSid = sidOf('FN', 2)
const stepSid = sidOf('FT', 3)

test.each([
  ['engagements', `/api/v1/Flows/${flowSid}/Engagements`],
  ['executions', `/api/v2/Flows/${flowSid}/Executions`],
] as const)('everything about %s is read from %s', async (source, list) => {
  const run = { sid: engagementSid, status: 'ended', context: { a: 1 }, flow_version: 3 }
  const steps = pageBytes([{ sid: stepSid, name: 'sent' }], { key: 'steps' })
  const responses: Record<string, BodyInit> = {
    [`${list}?PageSize=1000`]: pageBytes([run], { key: source }),
    [`${list}/${engagementSid}`]: JSON.stringify(run),
    [`${list}/${engagementSid}/Context`]: '{"context":{"a":1.0}}',
    [`${list}/${engagementSid}/Steps?PageSize=1000`]: steps,
    [`${list}/${engagementSid}/Steps/${stepSid}/Context`]: '{"context":{"a":2.0}}',
  }
  const requests = new Set<string>()
  const client = createClient({
    baseUrl: '/api',
    loadParser: loadInlineParser,
    fetch: async (input) => {
      const url = input instanceof Request ? input.url : input.toString()
      requests.add(url)
      return new Response(responses[url] ?? '{}', { status: url in responses ? 200 : 404 })
    },
  })

  const runList = runListOf(flowSid, source)
  expect((await client.engagementsPage(runList, null, undefined)).bytes).toEqual(
    pageBytes([run], { key: source }),
  )
  const bytes = await client.engagementBytes(runList, engagementSid, undefined)
  expect(new TextDecoder().decode(bytes)).toBe(JSON.stringify(run))
  const { fields, entries } = await client.engagement(runList, engagementSid, undefined)
  expect([fields.sid, entries.at(-1)]).toEqual([engagementSid, { key: 'flow_version', text: '3' }])
  expect(await client.context(runList, engagementSid, undefined)).toBe('{"a":1.0}')
  expect(await client.steps(runList, engagementSid, undefined)).toMatchObject([{ name: 'sent' }])
  expect(await client.stepContext(runList, engagementSid, stepSid, undefined)).toBe('{"a":2.0}')
  expect([...requests]).toEqual(Object.keys(responses))
})
