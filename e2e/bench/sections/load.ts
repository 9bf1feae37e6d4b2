import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'

import { testEnvironment } from '../../run/environment.ts'
import { startServer } from '../../run/server.ts'
import type { BenchRun } from '../bench-run.ts'
import { median, percentile } from '../report/stats.ts'
import { maxThreshold, minThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { runVirtualUser, type RequestResult } from '../load/virtual-user.ts'
import { startProcess } from '../server/processes.ts'
import { readPrivateBytes } from '../private-bytes.ts'
import { authorization } from '../pages/page-fixture.ts'

const userCount = 50
const userHeader = 'x-user'
/**
 * Seconds of the warm-up, of the measured load, and of requests sent directly to the upstream. During the warm-up memory
 * may grow: caches fill and the heap finds its size, which takes about a minute under this load.
 */
const warmUpSeconds = 75
const loadSeconds = 60
const directSeconds = 20

/** Fifty users at work for a minute with an unreliable upstream. The floor is the same without the proxy. */
export async function loadTestSection({ log }: BenchRun): Promise<Metric[]> {
  const upstream = await startProcess('e2e/bench/load/upstream.ts')
  try {
    log(`${userCount} browsers for ${warmUpSeconds} s, to warm up`)
    const server = await startServer({
      ...testEnvironment(process.env),
      TWILIO_STUDIO_URL: upstream.origin,
      TWILIO_API_KEY: emulatorUser,
      TWILIO_API_SECRET: emulatorPassword,
      // Each browser is a different user, as behind a sign-on proxy, so the scheduler shares the upstream between them.
      ACCESS: 'header',
      ACCESS_HEADER: userHeader,
      ACCESS_HEADER_PEERS: '127.0.0.1',
      LOG_LEVEL: 'error',
    })
    const before = await runVirtualUsers(server.origin, '/api', warmUpSeconds)
    log(`… and for ${loadSeconds} s`)
    const memory: number[] = []
    const memoryTimer = setInterval(
      () => void readPrivateBytes(server.pid).then((bytes) => bytes !== null && memory.push(bytes / 1e6)),
      1000,
    )
    const throughProxy = await runVirtualUsers(server.origin, '/api', loadSeconds)
    clearInterval(memoryTimer)
    await server.stop()
    log(`${userCount} browsers for ${directSeconds} s, at the upstream itself`)
    const floor = await runVirtualUsers(upstream.origin, '', directSeconds)
    const all = [...before, ...throughProxy]
    for (const result of all) if (result.kind === 'wrong') log(`Wrong: ${result.why}`)
    return [
      createMetric('load: wrong responses', 'responses', {
        app: [countResults(all, 'wrong')],
        threshold: maxThreshold(0),
      }),
      createMetric('load: right responses per second', 'responses', {
        floor: [countResults(floor, 'right') / directSeconds],
        app: [countResults(throughProxy, 'right') / loadSeconds],
        threshold: minThreshold(0.8, 'app ÷ floor'),
      }),
      createMetric('load: refused or broken, per 100', 'responses', {
        floor: [failurePercent(floor)],
        app: [failurePercent(throughProxy)],
        threshold: maxThreshold(2, 'app − floor'),
      }),
      ...(['context', 'page'] as const).map((read) =>
        createMetric(`load: a ${read}, 99 of 100 within`, 'ms', {
          floor: [percentile(responseTimes(floor, read), 99)],
          app: [percentile(responseTimes(throughProxy, read), 99)],
        }),
      ),
      // The floor is the memory at the end of the warm-up.
      createMetric('load: memory of the server, warm and at the end', 'MB', {
        floor: [median(memory.slice(0, 10))],
        app: [median(memory.slice(-10))],
        threshold: maxThreshold(1.2, 'app ÷ floor'),
      }),
    ]
  } finally {
    await upstream.stop()
  }
}

async function runVirtualUsers(origin: string, prefix: string, seconds: number): Promise<RequestResult[]> {
  const results: RequestResult[] = []
  const deadline = Date.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: userCount }, (_, number) =>
      runVirtualUser({
        origin,
        prefix,
        headers: { authorization, [userHeader]: `user-${number}` },
        number,
        deadline,
        onResult: (result) => results.push(result),
      }),
    ),
  )
  return results
}

function countResults(results: readonly RequestResult[], kind: RequestResult['kind']): number {
  return results.filter((result) => result.kind === kind).length
}

function failurePercent(results: readonly RequestResult[]): number {
  return ((countResults(results, 'refused') + countResults(results, 'broken')) / results.length) * 100
}

function responseTimes(results: readonly RequestResult[], read: 'page' | 'context'): number[] {
  return results.flatMap((result) => (result.kind === 'right' && result.read === read ? [result.ms] : []))
}
