import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { flowDefinitionQuery } from '#queries/flow-definition.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { sidOf } from '#testing/sids.ts'
import { parseEngagement } from '#twilio/engagement-response.ts'

import { ChangedRevision } from './changed-revision.tsx'
import type { ComparedRun } from './decisive-step.tsx'

const flowSid = sidOf('FW', 1)

function run(n: number, version: number | null): ComparedRun {
  const entries = version === null ? [] : [{ key: 'flow_version', text: String(version) }]
  return {
    sid: sidOf('FN', n),
    name: `run ${n}`,
    run: {
      engagement: parseEngagement(entries),
      request: { data: null, problem: null, isPending: false, retry: () => {} },
    },
  }
}

function render(version: number | null, other: number | null): string {
  const client = createQueryClient()
  client.setQueryData(flowDefinitionQuery(flowSid, 14).queryKey, {
    definition: null,
    revision: 14,
    message: 'Hand over to a person',
    author: `US${'0'.repeat(26)}4e8b17`,
    date: null,
    status: 'published',
  })
  return renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <ChangedRevision flowSid={flowSid} runs={[run(1, version), run(2, other)]} />
    </QueryClientProvider>,
  ).replaceAll(/<[^>]*>/g, '')
}

test('two revisions are named, with message and author where they are known', () => {
  const text = render(14, 13)
  expect(text).toContain('The flow was changed between these runs.')
  expect(text).toContain('This run: revision 14 “Hand over to a person” by …4e8b17')
  expect(text).toContain('The other: revision 13')
})

test.each([
  [14, 14],
  [14, null],
  [null, null],
])('nothing is said of revisions %s and %s', (version, other) => {
  expect(render(version, other)).toBe('')
})
