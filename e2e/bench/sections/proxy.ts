import type { BenchRun } from '../bench-run.ts'
import { minThreshold, createMetric, type Metric } from '../report/metrics.ts'
import { measureBytesPerSecond } from '../throughput.ts'
import { startProxy, startUpstream } from '../server/processes.ts'

/**
 * Upstreams: their latency in milliseconds, none and a typical one of Twilio's; whether they compress, as Twilio does; and
 * the least throughput, as a share of direct requests.
 */
const upstreams = [
  { latencyMs: 0, coding: 'gzip', minShare: 0.6 },
  { latencyMs: 100, coding: 'gzip', minShare: 0.95 },
  { latencyMs: 0, coding: 'plain', minShare: 0.9 },
  { latencyMs: 100, coding: 'plain', minShare: 0.9 },
] as const

/**
 * Pages that one sample requests one after another. Without latency, 30 take a tenth of a second, in which both servers still
 * compile their code.
 */
const pagesPerSample = (latencyMs: number) => (latencyMs === 0 ? 600 : 30)

/** The throughput of the proxy in its own process. The floor is that of direct requests to the upstream. */
export async function proxySection({ runs, log }: BenchRun): Promise<Metric[]> {
  const metrics: Metric[] = []
  for (const { latencyMs, coding, minShare } of upstreams) {
    log(`The proxy, ${coding}, ${latencyMs} ms a page`)
    const upstream = await startUpstream(latencyMs, coding)
    try {
      const proxied = await startProxy(upstream.origin)
      try {
        const floor: number[] = []
        const app: number[] = []
        // The first round is a warm-up and is not counted.
        for (let round = 0; round <= runs; round++) {
          const pages = pagesPerSample(latencyMs)
          const direct = await measureBytesPerSecond(upstream.origin, '', pages)
          const throughProxy = await measureBytesPerSecond(proxied.origin, '/api', pages)
          if (round === 0) continue
          floor.push(direct / 1e6)
          app.push(throughProxy / 1e6)
        }
        const latencyText = latencyMs === 0 ? 'no latency' : `${latencyMs} ms a page`
        metrics.push(
          createMetric(`${coding} pages through the proxy, ${latencyText}`, 'MB/s', {
            floor,
            app,
            threshold: minThreshold(minShare, 'app ÷ floor'),
          }),
        )
      } finally {
        await proxied.stop()
      }
    } finally {
      await upstream.stop()
    }
  }
  return metrics
}
