import { Worker } from 'node:worker_threads'

import * as z from 'zod'

import type { AuthRequest, Identity } from '#auth/auth-request.ts'
import { parseSid } from '#contract/sid.ts'
import { errorResponse } from '#http/responses.ts'
import { createMcpHandler } from '#mcp/mcp-handler.ts'
import type { ThreadPorts } from '#mcp/thread-ports.ts'
import { isLoopback } from './http/handler.ts'
import type { Audit } from './logs/audit.ts'

export type McpEndpointOptions = {
  /** Handles `/api` and below: the tools read through it, with the same audit log, queue and limits. */
  api: (authRequest: AuthRequest, identity: Identity) => Promise<Response>
  audit: Pick<Audit, 'mcpCall'>
  maskPersonalData: boolean
  startThread?: (ports: ThreadPorts) => Worker
}

/** `/mcp`: the Model Context Protocol over HTTP, for programs on this machine. Nothing there changes any data. */
export function createMcpEndpoint({
  api,
  audit,
  maskPersonalData,
  startThread = startMcpThread,
}: McpEndpointOptions) {
  const handle = createMcpHandler({ startThread, maskPersonalData })
  return async (authRequest: AuthRequest, identity: Identity): Promise<Response> => {
    const { request, address } = authRequest
    if (!isLoopback(address)) return errorResponse(403, 'AI tools can use Flowdesk on this machine only.')
    // Without a session there is nothing to stream or to end: GET and DELETE are for those.
    if (request.method !== 'POST')
      return errorResponse(405, 'Send MCP messages with POST.', { Allow: 'POST' })
    const { origin } = new URL(request.url)
    const body = await request.text()
    for (const call of toolCalls(body)) audit.mcpCall({ user: identity.user, address }, call)
    return handle({
      body,
      protocolVersion: request.headers.get('mcp-protocol-version'),
      signal: request.signal,
      dashboardOrigin: origin,
      readApi: (path, signal) =>
        api({ ...authRequest, request: new Request(new URL(path, origin), { signal }) }, identity),
    })
  }
}

const messageSchema = z.object({
  method: z.literal('tools/call'),
  params: z.object({ name: z.string(), arguments: z.optional(z.record(z.string(), z.unknown())) }),
})

/** The tool calls in a request, for the audit log: the tool's name if it looks like one, and SIDs; nothing else of it. */
function toolCalls(body: string) {
  const parsed = parseJson(body)
  return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((message) => {
    const call = messageSchema.safeParse(message)
    if (!call.success) return []
    const { name, arguments: args } = call.data.params
    const flow = parseSid('FW', args?.['flow_sid'])
    const engagement = parseSid('FN', args?.['engagement_sid'])
    return [
      {
        tool: /^[a-z_]{1,40}$/.test(name) ? name : '{unknown}',
        ...(flow && { flow }),
        ...(engagement && { engagement }),
      },
    ]
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Starts `mcp.ts`, or what it was bundled to, as a thread. */
function startMcpThread(ports: ThreadPorts): Worker {
  const file = import.meta.url.endsWith('.ts') ? './mcp.ts' : './mcp.mjs'
  return new Worker(new URL(file, import.meta.url), {
    workerData: ports,
    transferList: [ports.calls, ports.api],
  })
}
