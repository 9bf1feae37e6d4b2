import { matchRead } from '#contract/reads.ts'
import { answerRead } from './answer-read.ts'
import { isAuthenticated } from './credentials.ts'
import { encodePieces } from './encode-pieces.ts'
import { twilioError } from './errors.ts'
import { faultFlows } from './fault-table.ts'
import type { Visit } from './fault.ts'
import { ordinaryFlows } from './flows.ts'
import { parseAsked } from './paging.ts'
import { pause } from './pause.ts'
import { createWorld, type World } from './world.ts'

export type EmulatorOptions = {
  /** The clock, milliseconds since 1970. History ends where it stands when the emulator is made. */
  now?: () => number
  /** Every answer comes this much later. */
  latencyMs?: number
  /** How many engagements the big flow has; 100,000 unless said. They cost nothing until they are asked for. */
  engagements?: number
  /** Where the absolute URLs in answers lead: Twilio's own host unless said, as the real ones do. */
  origin?: string
}

/**
 * A small Twilio: answers Studio's v1 reads from data it makes up as it is asked. Asks for `emulatorUser` and
 * `emulatorPassword`. Rejects where a connection would break, and with the signal's reason when the request is
 * aborted. All it remembers is which faults have had their turn.
 */
export function createEmulator(options: EmulatorOptions = {}): (request: Request) => Promise<Response> {
  const {
    now = Date.now,
    latencyMs = 0,
    engagements = 100_000,
    origin = 'https://studio.twilio.com',
  } = options
  const flows = [...ordinaryFlows(engagements).map((facts) => ({ facts, fault: {} })), ...faultFlows()]
  const world = createWorld(flows, origin, now)

  // In Node a Request's signal stops following the caller's once the Request has been collected, and while nothing
  // but an abort can end an answer, nothing else may hold it.
  const open = new Set<Request>()

  return async function emulate(request) {
    open.add(request)
    try {
      await pause(latencyMs, request.signal)
      const answer = await answerOf(request, world)
      return request.method === 'HEAD' ? new Response(null, answer) : answer
    } finally {
      open.delete(request)
    }
  }
}

async function answerOf(request: Request, world: World): Promise<Response> {
  // 1. Read-only.
  if (request.method !== 'GET' && request.method !== 'HEAD') return twilioError(20004)

  // 2. Credentials come before everything there is to know.
  if (!isAuthenticated(request)) return twilioError(20003)

  // 3. Only the reads of the contract.
  const { pathname, searchParams } = new URL(request.url)
  const read = matchRead(pathname)
  if (!read) return twilioError(20404, { message: `The requested resource ${pathname} was not found` })

  // 4. A flow that misbehaves may answer for itself, or not at all.
  const flow = 'FW' in read.sids ? world.flows.get(read.sids.FW) : undefined
  const asked = read.name === 'engagements' ? parseAsked(pathname, searchParams) : null
  const visit: Visit = {
    asked: asked instanceof Response ? null : asked,
    request,
    memory: flow?.memory ?? new Map<string, number>(),
  }
  const instead = await flow?.fault.instead?.(visit)
  if (instead) return instead

  // 5. The answer, or why there is none.
  const answer = answerRead(world, read, searchParams)
  if (answer instanceof Response) return answer
  const body = flow?.fault.body?.([...answer].join(''), visit) ?? answer
  return new Response(
    body instanceof ReadableStream ? body : encodePieces(typeof body === 'string' ? [body] : body),
    {
      headers: { 'content-type': 'application/json; charset=utf-8', 'twilio-concurrent-requests': '1' },
    },
  )
}
