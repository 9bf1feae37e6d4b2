import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'

import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'
import { createRpcClient, serveRpc } from '#worker/rpc.ts'

import { createMcpServer } from './mcp-server.ts'
import { rpcPort, type ThreadPorts } from './thread-ports.ts'

/** One request of an MCP client, and what its tools need to know. */
type McpCall = {
  /** Names the call for `readApi`. */
  id: number
  /** The JSON-RPC message or messages, as text. */
  body: string
  /** `MCP-Protocol-Version`; null without one. */
  protocolVersion: string | null
  dashboardOrigin: string
  maskPersonalData: boolean
}

/** A whole response. */
export type McpResponse = { status: number; headers: [string, string][]; body: Uint8Array<ArrayBuffer> }

/** What the server's main thread asks of this one. */
export type McpThreadMethods = { handle: { params: McpCall; result: McpResponse } }

/** What this thread asks of the main one: a path below `/api`, read with the rights of the call's user. */
export type McpApiMethods = { readApi: { params: { id: number; path: string }; result: McpResponse } }

/** Of requests that never leave this process. */
const threadOrigin = 'http://flowdesk'

/** Serves the protocol in a thread of its own: parsing and searching pages never holds up the server. */
export function serveMcpThread({ calls, api }: ThreadPorts): void {
  const apiClient = createRpcClient<McpApiMethods, never, string>(rpcPort(api), {
    deserializeError: (message) => new Error(message),
    exitError: () => new Error('The server has ended.'),
    onExit: () => {},
  })
  serveRpc<McpThreadMethods, never, string>(
    rpcPort(calls),
    () => ({
      handle: async ({ id, body, protocolVersion, dashboardOrigin, maskPersonalData }, signal) => {
        const client = createClient({
          baseUrl: `${threadOrigin}/api`,
          fetch: async (url, init) => {
            const path = new Request(url).url.slice(threadOrigin.length)
            const {
              status,
              headers,
              body: bytes,
            } = await apiClient.call('readApi', { id, path }, { signal: init?.signal ?? signal })
            return new Response(bytes, { status, headers })
          },
          loadParser: loadInlineParser,
        })
        const server = createMcpServer({ client, dashboardOrigin, maskPersonalData, now: Date.now })
        // Stateless: each request has a server of its own, so that nothing of one user's can reach another.
        const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
        const close = () => void server.close()
        signal.addEventListener('abort', close, { once: true })
        try {
          await server.connect(transport)
          return await readWhole(await transport.handleRequest(mcpRequest(body, protocolVersion)))
        } finally {
          close()
        }
      },
    }),
    { serializeError: String, transferablesOf: ({ body }) => [body.buffer], hasExitEvent: true },
  )
}

function mcpRequest(body: string, protocolVersion: string | null): Request {
  return new Request(`${threadOrigin}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(protocolVersion !== null && { 'mcp-protocol-version': protocolVersion }),
    },
    body,
  })
}

/** Reads a response to its end, for the other thread. */
export async function readWhole(response: Response): Promise<McpResponse> {
  const body = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: [...response.headers], body }
}
