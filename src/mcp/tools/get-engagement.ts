import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'

import { runDurationMs } from '#contract/run-duration.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { describeRun } from '#mcp/describe-run.ts'
import { readOnly, requireSid, run, runArguments } from '#mcp/schemas.ts'
import { runTool, type ToolContext } from '#mcp/tool-context.ts'

export function registerGetEngagement(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'get_engagement',
    {
      title: 'Get an engagement',
      description: 'One run: status, contact, start, last update. One request to Twilio.',
      inputSchema: runArguments,
      outputSchema: run.shape,
      annotations: readOnly,
    },
    ({ flow_sid, engagement_sid }, { signal }) =>
      runTool(() => readRun(context, requireSid('FW', flow_sid), requireSid('FN', engagement_sid), signal)),
  )
}

/** A run as the tools return it. */
export async function readRun(
  context: ToolContext,
  flowSid: FlowSid,
  sid: EngagementSid,
  signal: AbortSignal,
) {
  const { fields } = await context.client.engagement(flowSid, sid, signal)
  const started = parseTime(fields.date_created)
  const updated = parseTime(fields.date_updated)
  const durationMs = runDurationMs(fields.status === 'active', started ?? NaN, updated ?? NaN, context.now())
  return describeRun(context, flowSid, {
    sid,
    status: fields.status,
    contact: fields.contact_channel_address,
    started,
    updated,
    durationMs: Number.isNaN(durationMs) ? null : durationMs,
  })
}
