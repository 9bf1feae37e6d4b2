import { matchRead } from '#contract/reads.ts'
import { answerRead } from './answer-read.ts'
import { isAuthenticated } from './credentials.ts'
import { twilioError } from './errors.ts'
import { ordinaryFlows } from './flows.ts'
import { createWorld } from './world.ts'

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
 * `emulatorPassword`. Rejects where a connection would break, and with the signal's reason when the request is aborted.
 */
export function createEmulator(options: EmulatorOptions = {}): (request: Request) => Promise<Response> {
  const {
    now = Date.now,
    latencyMs = 0,
    engagements = 100_000,
    origin = 'https://studio.twilio.com',
  } = options
  const world = createWorld(ordinaryFlows(engagements), origin, now)

  return async function emulate(request) {
    // 1. Whoever asked has gone.
    await pause(latencyMs, request.signal)

    // 2. Read-only.
    if (request.method !== 'GET' && request.method !== 'HEAD') return twilioError(20004)

    // 3. Credentials come before everything there is to know.
    if (!isAuthenticated(request)) return twilioError(20003)

    // 4. Only the reads of the contract.
    const { pathname, searchParams } = new URL(request.url)
    const read = matchRead(pathname)
    if (!read) return twilioError(20404, { message: `The requested resource ${pathname} was not found` })

    // 5. The answer.
    const answer = answerRead(world, read, searchParams)
    if (answer instanceof Response) return answer
    return new Response(request.method === 'HEAD' ? null : answer.text, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'twilio-concurrent-requests': '1' },
    })
  }
}

/** Waits, unless the signal aborts first: then rejects with its reason. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (milliseconds <= 0) return
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    function stop() {
      clearTimeout(timer)
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
