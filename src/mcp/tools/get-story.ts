import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { cutText } from '#format/cut-text.ts'
import { formatTime } from '#mcp/describe-run.ts'
import { readStory, sentenceText } from '#mcp/read-story.ts'
import { link, readOnly, requireRunList, requireSid, run, runArguments, time } from '#mcp/schemas.ts'
import { dashboardLink, maskedText, runTool, type ToolContext } from '#mcp/tool-context.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

/** In UTF-16 units. Longer than any message of a channel; a context may hold a text of many megabytes in its place. */
const maxMessageLength = 5000

const outputSchema = {
  run,
  outcome: z.nullable(z.string()).describe('Where it waits, or how it ended; null when that is not known'),
  sentences: z.array(
    z.object({ time, text: z.string(), widget: z.nullable(z.string()), failed: z.boolean() }),
  ),
  conversation: z
    .array(
      z.object({
        from: z.enum(['contact', 'flow']),
        time,
        text: z
          .nullable(z.string())
          .describe(`Null where no context holds it; cut after ${maxMessageLength} characters`),
        delivered: z.boolean(),
      }),
    )
    .describe('The messages, as the customer saw them; empty for a call'),
  link,
}

export function registerGetStory(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'get_story',
    {
      title: 'Get the story of a run',
      description: 'What happened, in sentences, and the messages exchanged. Three requests to Twilio.',
      inputSchema: z.strictObject(runArguments),
      outputSchema,
      annotations: readOnly,
    },
    ({ engagement_sid, ...list }, { signal }) =>
      runTool(async () => {
        const runList = requireRunList(list)
        const engagementSid = requireSid('FN', engagement_sid)
        const { run: found, story, conversation } = await readStory(context, runList, engagementSid, signal)
        return {
          run: found,
          outcome: story.ending && sentenceText(context, story.ending.segments),
          sentences: story.sentences.map(({ timestamp, segments, widget, failure }) => ({
            time: formatTime(timestamp),
            text: sentenceText(context, segments),
            widget: maskedText(context, widget),
            failed: failure !== null,
          })),
          conversation: conversation.map(({ from, timestamp, text, isDelivered }) => ({
            from,
            time: formatTime(timestamp),
            text: maskedText(context, text && cutText(text, maxMessageLength)),
            delivered: isDelivered,
          })),
          link: dashboardLink(
            context,
            paths.engagement(runList, engagementSid, { ...defaultUrlState, tab: 'story' }),
          ),
        }
      }),
  )
}
