import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'

import { runEndpoints, runSources, type RunSource } from '#contract/run-source.ts'
import { tryParse } from '#json/embedded/embedded-json.ts'

import { readRun } from './tools/get-engagement.ts'
import { requireRunList, requireSid } from './schemas.ts'
import { brokenContext, maskedJson, type ToolContext } from './tool-context.ts'

const json = 'application/json'

/** In UTF-16 units; larger contexts are read in parts, with the tool. */
const maxContextLength = 200_000

const template = (path: string) => new ResourceTemplate(path, { list: undefined })

/** Runs and contexts by address, for clients that attach resources. There are too many to list. */
export function registerResources(server: McpServer, context: ToolContext): void {
  for (const source of runSources) registerRunResources(server, context, source)
}

function registerRunResources(server: McpServer, context: ToolContext, source: RunSource): void {
  const address = `flowdesk://flows/{flow_sid}/${source}/{engagement_sid}`
  const requireList = (flow_sid: unknown) => requireRunList({ flow_sid: String(flow_sid), source })
  server.registerResource(
    runEndpoints[source].run,
    template(address),
    {
      title: source === 'engagements' ? 'Engagement' : 'Execution',
      description: 'One run: status, contact, times',
      mimeType: json,
    },
    async (uri, { flow_sid, engagement_sid }, { signal }) => {
      const run = await readRun(
        context,
        requireList(flow_sid),
        requireSid('FN', String(engagement_sid)),
        signal,
      )
      return { contents: [{ uri: uri.href, mimeType: json, text: JSON.stringify(run) }] }
    },
  )
  server.registerResource(
    runEndpoints[source].context,
    template(`${address}/context`),
    { title: 'Context', description: 'The JSON context of one run', mimeType: json },
    async (uri, { flow_sid, engagement_sid }, { signal }) => {
      const text = await context.client.context(
        requireList(flow_sid),
        requireSid('FN', String(engagement_sid)),
        signal,
      )
      if (text.length > maxContextLength)
        throw new Error(
          'This context is too large for a resource: read it in parts with the tool get_context.',
        )
      if (tryParse(text) === null) throw new Error(brokenContext)
      return { contents: [{ uri: uri.href, mimeType: json, text: maskedJson(context, text) }] }
    },
  )
}
