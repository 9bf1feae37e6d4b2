import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'

import { testEnvironment } from '../../run/environment.ts'
import { startServer } from '../../run/server.ts'
import type { BenchRun } from '../bench-run.ts'
import { median, percentile } from '../figures.ts'
import { atMost, lineOf, type Line } from '../lines.ts'
import { browse, type Outcome } from '../load/browser.ts'
import { startProcess } from '../processes.ts'
import { privateBytesOf } from '../private-bytes.ts'
import { authorization } from '../pages.ts'

const browsers = 50
const userHeader = 'x-user'
/**
 * Seconds: of the same load beforehand, in which memory may still grow (answers begin to be held, and the heap finds its
 * size: under this load it takes about a minute); of the load itself; and of asking the upstream itself.
 */
const warmUp = 75
const lasting = 60
const direct = 20

/** Fifty people at work for a minute, before a Twilio in bad weather; and the same without us in between. */
export async function load({ say }: BenchRun): Promise<Line[]> {
  const upstream = await startProcess('e2e/bench/load/upstream.ts')
  try {
    say(`${browsers} browsers for ${warmUp} s, to warm up`)
    const server = await startServer({
      ...testEnvironment(process.env),
      TWILIO_STUDIO_URL: upstream.origin,
      TWILIO_API_KEY: emulatorUser,
      TWILIO_API_SECRET: emulatorPassword,
      // Each browser is somebody else, as behind a sign-on proxy: callers take turns.
      ACCESS: 'header',
      ACCESS_HEADER: userHeader,
      ACCESS_HEADER_PEERS: '127.0.0.1',
      LOG_LEVEL: 'error',
    })
    const before = await allBrowse(server.origin, '/api', warmUp)
    say(`… and for ${lasting} s`)
    const memory: number[] = []
    const watch = setInterval(
      () => void privateBytesOf(server.pid).then((bytes) => bytes !== null && memory.push(bytes / 1e6)),
      1000,
    )
    const through = await allBrowse(server.origin, '/api', lasting)
    clearInterval(watch)
    await server.stop()
    say(`${browsers} browsers for ${direct} s, at the upstream itself`)
    const bare = await allBrowse(upstream.origin, '', direct)
    const all = [...before, ...through]
    for (const outcome of all) if (outcome.kind === 'wrong') say(`Wrong: ${outcome.why}`)
    return [
      lineOf('load: wrong answers', 'answers', { app: [countOf(all, 'wrong')], bar: atMost(0) }),
      lineOf('load: right answers a second', 'answers', {
        bare: [countOf(bare, 'right') / direct],
        app: [countOf(through, 'right') / lasting],
      }),
      lineOf('load: refused or broken off, of 100', 'answers', {
        bare: [percentWithout(bare)],
        app: [percentWithout(through)],
      }),
      ...(['context', 'page'] as const).map((read) =>
        lineOf(`load: a ${read}, 99 of 100 within`, 'ms', {
          bare: [percentile(timesOf(bare, read), 99)],
          app: [percentile(timesOf(through, read), 99)],
        }),
      ),
      // "bare" is what it held once it was warm.
      lineOf('load: memory of the server, warm and at the end', 'MB', {
        bare: [median(memory.slice(0, 10))],
        app: [median(memory.slice(-10))],
        bar: atMost(1.2, 'app ÷ bare'),
      }),
    ]
  } finally {
    await upstream.stop()
  }
}

async function allBrowse(origin: string, prefix: string, seconds: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const until = Date.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: browsers }, (_, number) =>
      browse({
        origin,
        prefix,
        headers: { authorization, [userHeader]: `user-${number}` },
        number,
        until,
        tell: (outcome) => outcomes.push(outcome),
      }),
    ),
  )
  return outcomes
}

function countOf(outcomes: readonly Outcome[], kind: Outcome['kind']): number {
  return outcomes.filter((outcome) => outcome.kind === kind).length
}

function percentWithout(outcomes: readonly Outcome[]): number {
  return ((countOf(outcomes, 'refused') + countOf(outcomes, 'broken')) / outcomes.length) * 100
}

function timesOf(outcomes: readonly Outcome[], read: 'page' | 'context'): number[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'right' && outcome.read === read ? [outcome.ms] : [],
  )
}
