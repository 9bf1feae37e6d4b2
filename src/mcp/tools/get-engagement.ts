import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { runDurationMs } from '#contract/run-duration.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { describeRun } from '#mcp/describe-run.ts'
import { readOnly, requireRunList, requireSid, run, runArguments } from '#mcp/schemas.ts'
import { runTool, type ToolContext } from '#mcp/tool-context.ts'

export function registerGetEngagement(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'get_engagement',
    {
      title: 'Get an engagement',
      description: 'One run: status, contact, start, last update. One request to Twilio.',
      inputSchema: z.strictObject(runArguments),
      outputSchema: run.shape,
      annotations: readOnly,
    },
    ({ engagement_sid, ...list }, { signal }) =>
      runTool(() => readRun(context, requireRunList(list), requireSid('FN', engagement_sid), signal)),
  )
}

/** A run as the tools return it. */
export async function readRun(
  context: ToolContext,
  runList: RunList,
  sid: EngagementSid,
  signal: AbortSignal,
) {
  const { fields } = await context.client.engagement(runList, sid, signal)
  const started = parseTime(fields.date_created)
  const updated = parseTime(fields.date_updated)
  const durationMs = runDurationMs(fields.status === 'active', started ?? NaN, updated ?? NaN, context.now())
  return describeRun(context, runList, {
    sid,
    status: fields.status,
    contact: fields.contact_channel_address,
    started,
    updated,
    durationMs: Number.isNaN(durationMs) ? null : durationMs,
  })
}
