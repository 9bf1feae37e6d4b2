import { setTimeout } from 'node:timers/promises'

import { maxPageSize, nextCursor } from '#contract/page.ts'
import { noRunFilter, runListOf, type RunFilter } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { parsePage } from '#engine/load/parse-page.ts'
import { createProxy } from '#proxy/proxy.ts'
import { createClient } from '#twilio/client.ts'
import { loadInlineParser } from '#twilio/inline-parser.ts'
import { planSlices, readSlices, type SlicePlan } from '#twilio/run-slices.ts'

import { groupThousands, type BenchRun } from '../bench-run.ts'
import { benchFlow, upstream } from '../pages/page-fixture.ts'
import { createMetric, maxThreshold, type Metric } from '../report/metrics.ts'

const latencyMs = 200

/** The emulator's runs are spread over 30 days, so this range has about a quarter of them. */
const rangeMs = 7 * 86_400_000

const runList = runListOf(benchFlow, 'executions')

/**
 * A date range of executions, read in slices side by side and, as the baseline, page by page: both through the proxy with
 * its usual limit, and without storing the rows, which takes the same time either way.
 */
export async function slicesSection({ engagements, runs, log }: BenchRun): Promise<Metric[]> {
  const now = Date.now()
  const createFetch = createUpstream(engagements, now)
  const range: RunFilter = { ...noRunFilter, from: now - rangeMs }
  const runsPerMs = engagements / (30 * 86_400_000)
  const parallel = planSlices(range, runsPerMs, now)
  const sequential: SlicePlan = { ...planSlices(range, null, now), isUncut: false }
  const app: number[] = []
  const baseline: number[] = []
  let runCount = 0
  // The first round generates the pages and is not counted.
  for (let round = 0; round <= runs; round++) {
    log(`A range in slices, ${latencyMs} ms a page, round ${round} of ${runs}`)
    const inSlices = await measure(createFetch(), parallel, now)
    const pageByPage = await measure(createFetch(), sequential, now)
    if (inSlices.runCount !== pageByPage.runCount)
      throw new Error(`${inSlices.runCount} runs in slices, but ${pageByPage.runCount} page by page.`)
    runCount = inSlices.runCount
    if (round === 0) continue
    app.push(inSlices.timeMs)
    baseline.push(pageByPage.timeMs)
  }
  return [
    createMetric(
      `a range of ${groupThousands(runCount)} executions, ${latencyMs} ms a page: parallel ÷ sequential`,
      'ms',
      { app, baseline, threshold: maxThreshold(0.5, 'app ÷ baseline') },
    ),
  ]
}

/** The time to read everything in a plan, and the number of its runs. */
async function measure(
  fetch: typeof globalThis.fetch,
  plan: SlicePlan,
  now: number,
): Promise<{ timeMs: number; runCount: number }> {
  const client = createClient({ fetch, baseUrl: '/api', loadParser: loadInlineParser })
  const sids = new Set<EngagementSid | null>()
  const start = performance.now()
  for (let rest = plan; rest.slices.length > 0;) {
    const read = await readSlices(
      rest,
      async ({ filter, cursor }) => {
        const { bytes } = await client.engagementsPage(runList, cursor, undefined, maxPageSize, filter)
        const { rows, meta } = parsePage(bytes, 'executions')
        for (const { sid } of rows) sids.add(sid)
        const next = nextCursor(meta.next_page_url)
        return { rowCount: rows.length, next, oldestStartMs: null, newestStartMs: null }
      },
      now,
    )
    rest = read.rest
  }
  return { timeMs: performance.now() - start, runCount: sids.size }
}

/**
 * Makes a proxy, which shares its responses with later equal requests, before an emulator with a stopped clock, each of whose
 * responses is generated once.
 */
function createUpstream(engagements: number, now: number): () => typeof globalThis.fetch {
  const emulator = createEmulator({ engagements, now: () => now })
  const bodies = new Map<string, string>()
  const fetchFromEmulator: typeof globalThis.fetch = async (input) => {
    const request = new Request(input)
    const body = bodies.get(request.url) ?? withoutContexts(await (await emulator(request)).text())
    bodies.set(request.url, body)
    await setTimeout(latencyMs)
    return new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } })
  }
  return () => {
    const proxy = createProxy({
      fetch: fetchFromEmulator,
      base: new URL(upstream),
      credentials: { user: emulatorUser, password: emulatorPassword },
    })
    return (input) => {
      const url = input instanceof Request ? input.url : input.toString()
      return proxy(new Request(new URL(url, 'http://127.0.0.1')), { caller: 'bench' })
    }
  }
}

/** Without contexts a page takes little time to transfer and parse, so that its latency is what counts. */
function withoutContexts(page: string): string {
  return JSON.stringify(JSON.parse(page), (key, value: unknown) => (key === 'context' ? {} : value))
}
