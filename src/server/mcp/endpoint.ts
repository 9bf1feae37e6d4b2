import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'

import * as z from 'zod'

import type { AuthRequest, Identity } from '#auth/auth-request.ts'
import type { Auth } from '#auth/auth.ts'
import type { TokenClaims } from '#auth/tokens/token-store.ts'
import { tokensUnavailable } from '#auth/tokens/tokens-route.ts'
import { parseSid } from '#contract/sid.ts'
import { callerBusy, createCallerLimit } from '#http/caller-limit.ts'
import { errorResponse } from '#http/responses.ts'
import { appOrigin } from '#http/same-origin.ts'
import { createMcpHandler } from '#mcp/mcp-handler.ts'
import type { ThreadPorts } from '#mcp/thread-ports.ts'
import { callerOf } from '#server/http/client-address.ts'
import { isLoopback } from '#server/http/handler.ts'
import type { Audit } from '#server/logs/audit.ts'

import { createCancellations, sessionHeader } from './cancellation.ts'

export type McpEndpointOptions = {
  /** Handles `/api` and below: the tools read through it, with the same audit log, queue and limits. */
  api: (authRequest: AuthRequest, identity: Identity) => Promise<Response>
  audit: Pick<Audit, 'mcpCall'>
  auth: Pick<Auth, 'kind' | 'identify' | 'tokens'>
  /** `PUBLIC_URL`'s origin, for links to the dashboard; null on loopback, where it is the request's own. */
  publicOrigin: string | null
  /** Whether what is read is masked for everybody: a token cannot lift that. */
  maskPersonalData: boolean
  startThread?: (ports: ThreadPorts) => Worker
}

/** A program, and the person it acts for. */
type McpCaller = Identity & {
  /** Null on this machine, where none is needed. */
  token: TokenClaims | null
}

export type McpEndpoint = {
  /** The caller, or the response for one that is not let in. Sessions do not count: only programs are meant. */
  authenticate: (authRequest: AuthRequest) => Promise<McpCaller | Response>
  handle: (authRequest: AuthRequest, caller: McpCaller) => Promise<Response>
}

/** Of requests: a search of 10,000 engagements takes up to 100 MB while it runs. */
const limits = {
  maxRunning: 4,
  maxRunningPerCaller: 2,
  maxWaiting: 100,
  maxWaitingPerCaller: 20,
  maxWaitMs: 30_000,
}

/**
 * `/mcp`: the Model Context Protocol over HTTP. Without a sign-in it is for programs on this machine; with one, for programs
 * that send a person's access token. Nothing there changes any data.
 */
export function createMcpEndpoint({
  api,
  audit,
  auth,
  publicOrigin,
  maskPersonalData,
  startThread = startMcpThread,
}: McpEndpointOptions): McpEndpoint {
  const handle = createMcpHandler({ startThread })
  const limit = createCallerLimit(limits)
  const cancellations = createCancellations()

  async function authenticate(authRequest: AuthRequest): Promise<McpCaller | Response> {
    if (auth.kind !== 'local') return identifyByToken(authRequest.request, auth.tokens)
    if (!isLoopback(authRequest.address))
      return errorResponse(403, 'AI tools can use Flowdesk on this machine only.')
    const identity = await auth.identify(authRequest)
    return identity === null ? unauthorizedProgram(false) : { ...identity, token: null }
  }

  async function handleMessage(authRequest: AuthRequest, { user, token }: McpCaller): Promise<Response> {
    const { request, address } = authRequest
    // Without a session there is nothing to stream or to end: GET and DELETE are for those.
    if (request.method !== 'POST')
      return errorResponse(405, 'Send MCP messages with POST.', { Allow: 'POST' })
    const { origin } = new URL(request.url)
    const body = await request.text()
    const [message, second] = [parseJson(body)].flat()
    // Versions of the protocol before June 2025 had lists. Their calls would run side by side, as one request.
    if (second !== undefined) return errorResponse(400, 'Send one MCP message in a request.')
    const caller = callerOf(auth.kind, user, address)
    const session = request.headers.get(sessionHeader)
    if (cancellations.cancel(caller, session, message)) return new Response(null, { status: 202 })
    const answer = (cancelled: AbortSignal) => {
      cancelled.throwIfAborted()
      const call = toolCall(message)
      if (call) audit.mcpCall({ user, address }, { ...call, token: token?.id ?? null })
      return handle({
        body,
        protocolVersion: request.headers.get('mcp-protocol-version'),
        signal: AbortSignal.any([request.signal, cancelled]),
        dashboardOrigin: appOrigin(request, publicOrigin),
        maskPersonalData: maskPersonalData || token?.isUnmasked === false,
        readApi: (path, signal) =>
          api({ ...authRequest, request: new Request(new URL(path, origin), { signal }) }, { user }),
      })
    }
    const response = await cancellations.run(caller, session, message, async (cancelled) => {
      const answered = await limit.run(caller, () => answer(cancelled))
      return answered === callerBusy ? tooBusy() : answered
    })
    // Nothing is kept for a session: any name will do, of any server.
    if (initializeSchema.safeParse(message).success) response.headers.set(sessionHeader, randomUUID())
    return response
  }

  return { authenticate, handle: handleMessage }
}

async function identifyByToken(request: Request, tokens: Auth['tokens']): Promise<McpCaller | Response> {
  try {
    const token = (await tokens?.identify(request)) ?? null
    if (token !== null) return { user: token.user, token }
  } catch {
    return tokensUnavailable()
  }
  return unauthorizedProgram(request.headers.has('authorization'))
}

/**
 * 401 for a program.
 * @param hasToken whether it sent one, which is wrong then
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
function unauthorizedProgram(hasToken: boolean): Response {
  return errorResponse(
    401,
    hasToken
      ? 'This access token is wrong, has ended or was revoked: make a new one in Flowdesk.'
      : 'An access token is required: make one in Flowdesk, and send it as Authorization: Bearer …',
    { 'WWW-Authenticate': `Bearer realm="Flowdesk"${hasToken ? ', error="invalid_token"' : ''}` },
  )
}

const initializeSchema = z.object({ method: z.literal('initialize') })

const messageSchema = z.object({
  method: z.literal('tools/call'),
  params: z.object({ name: z.string(), arguments: z.optional(z.record(z.string(), z.unknown())) }),
})

/** A message's tool call, for the audit log: the tool's name if it looks like one, and SIDs; nothing else of it. */
function toolCall(message: unknown) {
  const call = messageSchema.safeParse(message)
  if (!call.success) return null
  const { name, arguments: args } = call.data.params
  const flow = parseSid('FW', args?.['flow_sid'])
  const engagement = parseSid('FN', args?.['engagement_sid'])
  return {
    tool: /^[a-z_]{1,40}$/.test(name) ? name : '{unknown}',
    ...(flow && { flow }),
    ...(engagement && { engagement }),
  }
}

function tooBusy(): Response {
  return errorResponse(503, 'Too many requests of AI tools are running here: try again in 5 seconds.', {
    'Retry-After': '5',
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
  const file = import.meta.url.endsWith('.ts') ? '../mcp.ts' : './mcp.mjs'
  return new Worker(new URL(file, import.meta.url), {
    workerData: ports,
    transferList: [ports.calls, ports.api],
  })
}
