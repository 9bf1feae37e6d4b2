import { Agent, get } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { parseErrorBody } from '#contract/problem.ts'
import { buildPath } from '#contract/endpoints.ts'
import { Rng } from '#emulator/data/random.ts'
import { sidOf } from '#testing/sids.ts'

import { benchFlow } from '../pages/page-fixture.ts'
import { buildResponse } from './responses.ts'

/** How one request ended. */
export type RequestResult =
  | { kind: 'right'; read: 'page' | 'context'; ms: number }
  /** An error response in Twilio's format, or a broken connection that the client notices. */
  | { kind: 'refused' | 'broken' }
  /** A response with the wrong content, or an unexpected or unreadable error. */
  | { kind: 'wrong'; why: string }

type VirtualUserOptions = {
  origin: string
  /** The prefix of Twilio's paths. */
  prefix: string
  headers: Record<string, string>
  /** The user's number, from 0. */
  number: number
  /** Milliseconds since 1970. */
  deadline: number
  onResult: (result: RequestResult) => void
}

/** Sends the requests of one browser in use: contexts of its own, and pages that other users request, too. */
export async function runVirtualUser({
  origin,
  prefix,
  headers,
  number,
  deadline,
  onResult,
}: VirtualUserOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const rng = new Rng(number)
  for (let n = 0; Date.now() < deadline; n++) {
    const read = rng.fraction() < 0.2 ? 'page' : 'context'
    const path = read === 'page' ? currentPagePath() : contextPath(number * 100_000 + n)
    // A user waits for one response before the next request.
    const { result, wait } = await sendRequest(origin + prefix, path, { agent, headers }, read)
    onResult(result)
    await setTimeout(wait + rng.integer(300, 700))
  }
  agent.destroy()
}

/** The path of a page, the same for all users within two seconds. */
function currentPagePath(): string {
  const token = Math.floor(Date.now() / 2000)
  return `${buildPath('engagements', { FW: benchFlow })}?PageSize=1000&Page=1&PageToken=${token}`
}

function contextPath(number: number): string {
  return buildPath('context', { FW: benchFlow, FN: sidOf('FN', number) })
}

type RequestOptions = { agent: Agent; headers: Record<string, string> }

/** @returns the result, and the wait in milliseconds that `retry-after` asks for */
function sendRequest(
  base: string,
  path: string,
  options: RequestOptions,
  read: 'page' | 'context',
): Promise<{ result: RequestResult; wait: number }> {
  const start = performance.now()
  return new Promise((resolve) => {
    const onBroken = () => resolve({ result: { kind: 'broken' }, wait: 0 })
    const request = get(base + path, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', onBroken)
      response.on('end', () => {
        if (!response.complete) return onBroken()
        const body = Buffer.concat(chunks).toString()
        const ms = performance.now() - start
        const wait = Number(response.headers['retry-after'] ?? 0) * 1000
        resolve({ result: classifyResponse(response.statusCode ?? 0, body, path, { read, ms }), wait })
      })
    })
    request.on('error', onBroken)
  })
}

function classifyResponse(
  status: number,
  body: string,
  path: string,
  { read, ms }: { read: 'page' | 'context'; ms: number },
): RequestResult {
  if (status === 200) {
    return body === buildResponse(path)
      ? { kind: 'right', read, ms }
      : { kind: 'wrong', why: `${path} returned the wrong body` }
  }
  if (![429, 502, 503, 504].includes(status)) return { kind: 'wrong', why: `${path} returned ${status}` }
  return parseErrorBody(body)?.status === status
    ? { kind: 'refused' }
    : { kind: 'wrong', why: `a ${status} without an error body: ${body.slice(0, 100)}` }
}
