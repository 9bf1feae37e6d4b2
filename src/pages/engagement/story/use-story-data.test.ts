import { QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Step } from '#contract/resources.ts'
import { parseText } from '#json/worker/parsed-text.ts'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { stepContextQuery, stepsQuery } from '#queries/context.ts'
import { createQueryClient } from '#queries/query-client.ts'
import { FakeUpstream } from '#testing/fake-upstream.ts'
import { renderHook, unmountAll } from '#testing/render-hook.ts'
import { sidOf } from '#testing/sids.ts'

import { useStoryData } from './use-story-data.ts'

const runList = sidOf('FW', 1)
const engagementSid = sidOf('FN', 1)
let server: FakeUpstream

beforeEach(() => {
  server = new FakeUpstream()
  vi.stubGlobal('fetch', server.fetch)
})
afterEach(async () => {
  await unmountAll()
  vi.unstubAllGlobals()
})

const step = (n: number, context: unknown): Step => ({
  sid: sidOf('FT', n),
  account_sid: null,
  flow_sid: runList,
  name: null,
  context,
  parent_step_sid: null,
  transitioned_from: null,
  transitioned_to: null,
  type: null,
  date_created: null,
  date_updated: null,
  url: null,
  links: {},
})

/** The steps and the contexts that are loaded, and the run's context. */
async function render(stepContexts: Record<number, string>, context: EngagementData['context']) {
  const client = createQueryClient()
  client.setQueryData(stepsQuery(runList, engagementSid).queryKey, [
    step(1, {}),
    step(2, {}),
    step(3, { own: 'x' }),
  ])
  for (const [n, text] of Object.entries(stepContexts)) {
    const { queryKey } = stepContextQuery(runList, engagementSid, sidOf('FT', Number(n)))
    client.setQueryData(queryKey, await parseText(text))
  }
  const run: EngagementData = {
    engagement: null,
    request: { data: null, problem: null, isPending: false, retry: () => {} },
    context,
    isUnknown: false,
  }
  return renderHook(
    (data: EngagementData) => useStoryData(runList, engagementSid, data),
    run,
    (children) => createElement(QueryClientProvider, { client }, children),
  )
}

const loading: EngagementData['context'] = {
  data: null,
  problem: null,
  isPending: true,
  isFromList: true,
  retry: () => {},
}

test('contexts of steps that are loaded already are read, and no other is requested', async () => {
  const context = { ...loading, isPending: false, data: await parseText('{"a":"run"}') }
  const { data } = (await render({ 2: '{"a":"step 2"}', 3: '{"a":"step 3"}' }, context)).current
  expect(data?.runContext.text('a')).toBe('run')
  expect([...(data?.stepContexts.keys() ?? [])]).toEqual([sidOf('FT', 2)])
  expect(data?.stepContexts.get(sidOf('FT', 2))?.text('a')).toBe('step 2')
  expect(server.requests).toEqual([])
})

test('there is no story before the run’s context is loaded; one that failed or is not JSON counts as empty', async () => {
  expect((await render({}, loading)).current.data).toBeNull()
  const failed = (await render({}, { ...loading, isPending: false })).current.data
  expect(failed?.runContext.text('a')).toBeNull()
  const invalid = { ...loading, data: await parseText('{"a":"b"') }
  expect((await render({}, invalid)).current.data?.runContext.text('a')).toBeNull()
})
