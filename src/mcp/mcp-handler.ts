import { MessageChannel, type Worker } from 'node:worker_threads'

import { createRpcClient, serveRpc, type RpcClient } from '#worker/rpc.ts'

import { readWhole, type McpApiMethods, type McpResponse, type McpThreadMethods } from './mcp-thread.ts'
import { rpcPort, type ThreadPorts } from './thread-ports.ts'

export type McpHandlerOptions = {
  /** Starts the thread; it must hand the ports to `serveMcpThread`. */
  startThread: (ports: ThreadPorts) => Worker
}

export type McpRequest = {
  /** The JSON-RPC message or messages, as text. */
  body: string
  /** `MCP-Protocol-Version`; null without one. */
  protocolVersion: string | null
  dashboardOrigin: string
  maskPersonalData: boolean
  /** Reads a path below `/api` with the rights of the user. */
  readApi: (path: string, signal: AbortSignal) => Promise<Response>
  /** Aborted when the client has left. */
  signal: AbortSignal
}

type Thread = RpcClient<McpThreadMethods>

/** Answers requests of the Model Context Protocol (Streamable HTTP, stateless) in a thread, which starts with the first one. */
export function createMcpHandler({ startThread }: McpHandlerOptions) {
  let thread: Thread | null = null
  let lastId = 0
  const readers = new Map<number, McpRequest['readApi']>()

  function start(): Thread {
    const calls = new MessageChannel()
    const api = new MessageChannel()
    const worker = startThread({ calls: calls.port2, api: api.port2 })
    // The thread ends with the server.
    worker.unref()
    const client = createRpcClient<McpThreadMethods, never, string>(rpcPort(calls.port1, worker), {
      deserializeError: (message) => new Error(message),
      exitError: () => new Error('The MCP thread has ended.'),
      onExit: () => (thread = null),
    })
    serveRpc<McpApiMethods, never, string>(
      rpcPort(api.port1),
      () => ({
        readApi: async ({ id, path }, signal): Promise<McpResponse> => {
          const readApi = readers.get(id)
          if (!readApi) throw new Error('This call has ended.')
          return readWhole(await readApi(path, signal))
        },
      }),
      // The locks of Node 24 loop without end where several threads wait for each other's.
      { serializeError: String, transferablesOf: ({ body }) => [body.buffer], hasExitEvent: true },
    )
    return client
  }

  return async ({ readApi, signal, ...call }: McpRequest): Promise<Response> => {
    const id = ++lastId
    readers.set(id, readApi)
    try {
      thread ??= start()
      const params = { ...call, id }
      const { status, headers, body } = await thread.call('handle', params, { signal })
      return new Response(body.byteLength === 0 ? null : body, { status, headers })
    } finally {
      readers.delete(id)
    }
  }
}
