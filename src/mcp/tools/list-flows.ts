import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { parseTime } from '#format/time/time.ts'
import { formatTime } from '#mcp/describe-run.ts'
import { link, readOnly, time } from '#mcp/schemas.ts'
import { dashboardLink, maskedText, runTool, type ToolContext } from '#mcp/tool-context.ts'
import { paths } from '#urls/urls.ts'

const outputSchema = {
  flows: z.array(
    z.object({
      flow_sid: z.nullable(z.string()),
      name: z.nullable(z.string()),
      status: z.nullable(z.string()).describe('"draft" or "published"'),
      version: z.nullable(z.number()),
      updated: time,
      link,
    }),
  ),
}

export function registerListFlows(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'list_flows',
    {
      title: 'List flows',
      description: 'All Twilio Studio flows of the account, with their SIDs. One request to Twilio.',
      inputSchema: z.strictObject({}),
      outputSchema,
      annotations: readOnly,
    },
    (_none, { signal }) =>
      runTool(async () => ({
        flows: (await context.client.flows(signal)).map((flow) => ({
          flow_sid: flow.sid,
          name: maskedText(context, flow.friendly_name),
          status: flow.status,
          version: flow.version,
          updated: formatTime(parseTime(flow.date_updated)),
          link: flow.sid && dashboardLink(context, paths.engagements(flow.sid)),
        })),
      })),
  )
}
