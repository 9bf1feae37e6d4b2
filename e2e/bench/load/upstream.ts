/** A process of the load test: a Twilio in bad weather. Prints its address. */
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { Dice } from '#emulator/random.ts'
import { listen } from '#server/http/listen.ts'

import { answerTo } from './answers.ts'

/** Milliseconds an answer takes, and a slow one. */
const usual = 20
const slow = 1500

const weather = new Dice(5)

const server = createServer((request, response) => {
  void answer(request.url ?? '', weather.fraction(), response)
})
const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
process.stdout.write(`http://127.0.0.1:${port}\n`)

async function answer(asked: string, luck: number, response: ServerResponse): Promise<void> {
  await setTimeout(luck < 0.005 ? slow : usual)
  if (luck >= 0.98) return refuse(response, 503)
  if (luck >= 0.97) return refuse(response, 429, { 'retry-after': '1' })
  const body = Buffer.from(answerTo(asked))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength })
  if (luck < 0.96) {
    response.end(body)
    return
  }
  // The connection breaks in the middle of the body.
  response.write(body.subarray(0, body.byteLength / 2))
  await setTimeout(5)
  response.destroy()
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ code: 20_000 + status, message: 'The weather', status }))
}
