import { Agent, get } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { errorBodySchema } from '#contract/problem.ts'
import { printRead } from '#contract/reads.ts'
import { Dice } from '#emulator/random.ts'
import { sidOf } from '#testing/sids.ts'

import { benchFlow } from '../pages.ts'
import { answerTo } from './answers.ts'

/** How one request ended. */
export type Outcome =
  | { kind: 'right'; read: 'page' | 'context'; ms: number }
  /** Refused in Twilio's words or our own, or broken off where that is seen. */
  | { kind: 'refused' | 'broken' }
  /** Anything a reader would take for the truth and is not, or could not make sense of. */
  | { kind: 'wrong'; why: string }

type BrowserOptions = {
  origin: string
  /** What stands before Twilio's paths. */
  prefix: string
  headers: Record<string, string>
  /** Its number among all. */
  number: number
  until: number
  tell: (outcome: Outcome) => void
}

/** What one browser asks while somebody works with it: contexts of its own, and pages that others ask for as well. */
export async function browse({
  origin,
  prefix,
  headers,
  number,
  until,
  tell,
}: BrowserOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  const dice = new Dice(number)
  for (let n = 0; Date.now() < until; n++) {
    const read = dice.fraction() < 0.2 ? 'page' : 'context'
    const path = read === 'page' ? pageOfTheMoment() : contextOf(number * 100_000 + n)
    // Somebody who works asks for one thing after the other.
    // oxlint-disable-next-line no-await-in-loop
    const { outcome, wait } = await askFor(origin + prefix, path, { agent, headers }, read)
    tell(outcome)
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(wait + dice.whole(300, 700))
  }
  agent.destroy()
}

/** The same page for all who ask within two seconds. */
function pageOfTheMoment(): string {
  const token = Math.floor(Date.now() / 2000)
  return `${printRead('engagements', { FW: benchFlow })}?PageSize=1000&Page=1&PageToken=${token}`
}

function contextOf(number: number): string {
  return printRead('context', { FW: benchFlow, FN: sidOf('FN', number) })
}

type How = { agent: Agent; headers: Record<string, string> }

/** @returns how it ended, and how long in milliseconds it was asked to wait */
function askFor(
  base: string,
  path: string,
  how: How,
  read: 'page' | 'context',
): Promise<{ outcome: Outcome; wait: number }> {
  const start = performance.now()
  return new Promise((resolve) => {
    const broken = () => resolve({ outcome: { kind: 'broken' }, wait: 0 })
    const request = get(base + path, how, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', broken)
      response.on('end', () => {
        if (!response.complete) return broken()
        const body = Buffer.concat(pieces).toString()
        const ms = performance.now() - start
        const wait = Number(response.headers['retry-after'] ?? 0) * 1000
        resolve({ outcome: judge(response.statusCode ?? 0, body, path, { read, ms }), wait })
      })
    })
    request.on('error', broken)
  })
}

function judge(
  status: number,
  body: string,
  path: string,
  { read, ms }: { read: 'page' | 'context'; ms: number },
): Outcome {
  if (status === 200) {
    return body === answerTo(path)
      ? { kind: 'right', read, ms }
      : { kind: 'wrong', why: `${path} was answered with something else` }
  }
  if (![429, 502, 503, 504].includes(status)) return { kind: 'wrong', why: `${path} was answered ${status}` }
  return errorBodySchema.safeParse(parse(body)).data?.status === status
    ? { kind: 'refused' }
    : { kind: 'wrong', why: `a ${status} does not say why: ${body.slice(0, 100)}` }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
