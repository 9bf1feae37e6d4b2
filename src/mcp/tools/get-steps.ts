import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import * as z from 'zod'

import { parseTime } from '#format/time/time.ts'
import { formatTime } from '#mcp/describe-run.ts'
import { link, readOnly, requireRunList, requireSid, runArguments, time } from '#mcp/schemas.ts'
import { dashboardLink, maskedText, runTool, type ToolContext } from '#mcp/tool-context.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

const inputSchema = {
  ...runArguments,
  from: z.int().min(1).default(1).describe('Number of the first step to return, from 1'),
  limit: z.int().min(1).max(500).default(100),
}

const outputSchema = {
  total: z.number().describe('Steps of the run'),
  steps: z.array(
    z.object({
      number: z.number(),
      step_sid: z.nullable(z.string()),
      time,
      event: z.nullable(z.string()).describe('What caused the transition'),
      widget: z.nullable(z.string()).describe('The widget that ran'),
      widget_type: z.nullable(z.string()),
      next_widget: z.nullable(z.string()),
      link,
    }),
  ),
}

export function registerGetSteps(server: McpServer, context: ToolContext): void {
  server.registerTool(
    'get_steps',
    {
      title: 'Get steps',
      description:
        'What a run did: its steps in order, oldest first, without their contexts (get_context has those).',
      inputSchema: z.strictObject(inputSchema),
      outputSchema,
      annotations: readOnly,
    },
    ({ engagement_sid, from, limit, ...list }, { signal }) =>
      runTool(async () => {
        const runList = requireRunList(list)
        const engagementSid = requireSid('FN', engagement_sid)
        const steps = stepsInOrder(await context.client.steps(runList, engagementSid, signal))
        return {
          total: steps.length,
          steps: steps.slice(from - 1, from - 1 + limit).map((step, i) => ({
            number: from + i,
            step_sid: step.sid,
            time: formatTime(parseTime(step.date_created)),
            event: maskedText(context, step.name),
            widget: maskedText(context, step.transitioned_from),
            widget_type: step.type,
            next_widget: maskedText(context, step.transitioned_to),
            link:
              step.sid &&
              dashboardLink(
                context,
                paths.engagement(runList, engagementSid, {
                  ...defaultUrlState,
                  tab: 'steps',
                  step: step.sid,
                }),
              ),
          })),
        }
      }),
  )
}
