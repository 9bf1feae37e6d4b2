import type { QueryClient } from '@tanstack/react-query'

import { flowOf, sourceOf, type RunList } from '#contract/run-source.ts'
import type { Step } from '#contract/resources.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { flowdeskVersion } from '#contract/version.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { contextQuery, stepContextQuery, stepsQuery } from '#queries/context.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { flowQuery } from '#queries/flow.ts'
import { buildStory } from '#story/build-story.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { formatTicket } from '#story/ticket-markdown.ts'

import { ticketLinks } from '#pages/engagement/story/ticket-links.ts'
import { contextReader } from '#pages/engagement/story/use-story-data.ts'
import type { SavedRun } from './saved-run-file.ts'

type CollectOptions = {
  client: QueryClient
  runList: RunList
  engagementSid: EngagementSid
  /** Whether to load the context after each step: one request each. */
  withStepContexts: boolean
  /** The zone of the times in the story. */
  zone: TimeZone
  /** Replaces personal data in the story; all else is as Twilio sent it. */
  replace: (text: string) => string
  /** Checked before each request. */
  signal: AbortSignal
  onProgress: (progress: { done: number; total: number }) => void
}

/** The steps whose context can be asked for. */
export function stepsWithSid(steps: readonly Step[]): StepSid[] {
  return steps.flatMap(({ sid }) => sid ?? [])
}

/** Loads everything about a run, as it is now. Rejects with the `Problem` of the first request that fails. */
export async function collectRun(options: CollectOptions): Promise<SavedRun> {
  const { client, runList, engagementSid, withStepContexts, zone, replace, signal, onProgress } = options
  const flowSid = flowOf(runList)
  const [engagement, context, steps, flow] = await Promise.all([
    client.fetchQuery(engagementQuery(runList, engagementSid)),
    client.fetchQuery(contextQuery(runList, engagementSid)),
    client.fetchQuery(stepsQuery(runList, engagementSid)),
    client.fetchQuery(flowQuery(flowSid)),
  ])
  const stepContexts: SavedRun['stepContexts'] = []
  const sids = withStepContexts ? stepsWithSid(steps) : []
  for (const [done, step] of sids.entries()) {
    signal.throwIfAborted()
    onProgress({ done, total: sids.length })
    const { text } = await client.fetchQuery(stepContextQuery(runList, engagementSid, step))
    stepContexts.push({ step, context: text })
  }
  const taken = new Date()
  const { status, contact_channel_address: contact } = engagement.fields
  const story = buildStory(stepsInOrder(steps), contextReader(context), status, taken.getTime())
  return {
    format: 'flowdesk-saved-run',
    version: 1,
    taken: taken.toISOString(),
    by: `Flowdesk ${flowdeskVersion}`,
    masked: false,
    flow: { sid: flowSid, name: flow.friendly_name },
    source: sourceOf(runList),
    engagementSid,
    story: formatTicket(story, {
      flow: { name: flow.friendly_name, sid: flowSid },
      engagementSid,
      contact,
      status,
      zone,
      mask: replace,
      ...ticketLinks(runList, engagementSid, story),
    }),
    // The context stands by itself.
    details: engagement.entries.map(({ key, text }) => ({ key, text: key === 'context' ? null : text })),
    steps: steps.map((step) => ({ ...step, engagement_sid: engagementSid })),
    stepContexts,
    context: context.text,
  }
}
