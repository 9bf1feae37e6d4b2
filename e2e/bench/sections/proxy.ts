import type { BenchRun } from '../bench-run.ts'
import { atLeast, lineOf, type Line } from '../lines.ts'
import { bytesPerSecond } from '../throughput.ts'
import { startProxy, startUpstream } from '../processes.ts'

/** Milliseconds a page takes: none, and what Twilio may take. */
const latencies = [0, 100]

/** Pages asked for one after another in one sample. */
const pagesInSample = 30

/** The proxy as it stands between browser and Twilio, in a process of its own, beside asking that upstream itself. */
export async function proxy({ runs, say }: BenchRun): Promise<Line[]> {
  const lines: Line[] = []
  for (const latency of latencies) {
    say(`The proxy, ${latency} ms a page`)
    const upstream = await startUpstream(latency)
    try {
      const proxied = await startProxy(upstream.origin)
      try {
        const bare: number[] = []
        const app: number[] = []
        // One more than counts: the first warms both up.
        for (let turn = 0; turn <= runs; turn++) {
          const direct = await bytesPerSecond(upstream.origin, '', pagesInSample)
          const through = await bytesPerSecond(proxied.origin, '/api', pagesInSample)
          if (turn === 0) continue
          bare.push(direct / 1e6)
          app.push(through / 1e6)
        }
        const what = latency === 0 ? 'at once' : `${latency} ms a page`
        lines.push(
          lineOf(`pages through the proxy, ${what}`, 'MB/s', { bare, app, bar: atLeast(0.9, 'app ÷ bare') }),
        )
      } finally {
        await proxied.stop()
      }
    } finally {
      await upstream.stop()
    }
  }
  return lines
}
