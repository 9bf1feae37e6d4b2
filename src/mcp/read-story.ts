import type { Step } from '#contract/resources.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { tryParse } from '#json/embedded/embedded-json.ts'
import { buildStory, type Story } from '#story/build-story.ts'
import { contextFromDocument, emptyContext } from '#story/context-reader.ts'
import { buildConversation, type ConversationMessage } from '#story/conversation.ts'
import type { Segment } from '#story/sentence-parts.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

import { readRun } from './tools/get-engagement.ts'
import { maskedText, type ToolContext } from './tool-context.ts'

export type RunStory = {
  run: Awaited<ReturnType<typeof readRun>>
  /** In the order they happened. */
  steps: readonly Step[]
  story: Story
  conversation: readonly ConversationMessage[]
}

/** Reads what a story needs and builds it, as the dashboard does. Three requests to Twilio, more for over 1,000 steps. */
export async function readStory(
  context: ToolContext,
  runList: RunList,
  engagementSid: EngagementSid,
  signal: AbortSignal,
): Promise<RunStory> {
  const { client, now } = context
  const [run, listed, text] = await Promise.all([
    readRun(context, runList, engagementSid, signal),
    client.steps(runList, engagementSid, signal),
    client.context(runList, engagementSid, signal),
  ])
  const steps = stepsInOrder(listed)
  // A context that is not JSON counts as empty, as in the dashboard.
  const doc = tryParse(text)
  const runContext = doc === null ? emptyContext : contextFromDocument(doc)
  return {
    run,
    steps,
    story: buildStory(steps, runContext, run.status, now()),
    conversation: buildConversation(steps, runContext),
  }
}

/** A sentence as plain text, masked unless the mask is off. */
export function sentenceText(context: ToolContext, segments: readonly Segment[]): string {
  const text = segments.map((segment) => {
    if (typeof segment === 'string') return segment
    if ('quote' in segment) return `“${segment.quote}”`
    return 'name' in segment ? segment.name : `error ${segment.errorCode}`
  })
  return maskedText(context, text.join(''))
}
