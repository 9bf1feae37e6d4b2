/** A process of the load test: an upstream that sometimes is slow or fails. Prints its origin. */
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { Rng } from '#emulator/data/random.ts'
import { listen } from '#server/http/listen.ts'

import { buildResponse } from './responses.ts'

/** Milliseconds until a normal and a slow response. */
const normalDelayMs = 20
const slowDelayMs = 1500

const rng = new Rng(5)

const server = createServer((request, response) => {
  void respond(request.url ?? '', rng.fraction(), response)
})
const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
process.stdout.write(`http://127.0.0.1:${port}\n`)

async function respond(pathAndQuery: string, roll: number, response: ServerResponse): Promise<void> {
  await setTimeout(roll < 0.005 ? slowDelayMs : normalDelayMs)
  if (roll >= 0.98) return sendError(response, 503)
  if (roll >= 0.97) return sendError(response, 429, { 'retry-after': '1' })
  const body = Buffer.from(buildResponse(pathAndQuery))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength })
  if (roll < 0.96) {
    response.end(body)
    return
  }
  // The connection breaks in the middle of the body.
  response.write(body.subarray(0, body.byteLength / 2))
  await setTimeout(5)
  response.destroy()
}

function sendError(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ code: 20_000 + status, message: 'Simulated failure', status }))
}
