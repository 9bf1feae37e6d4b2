import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'

import type { Findings } from './finding.ts'
import { probeFlow } from './probe.ts'

/** Two flows that differ in what Twilio leaves open, each at a fixed time, so that the runs are the same at every call. */
const variants = [
  { flowSid: flowSids.orderStatus, gzip: false },
  { flowSid: flowSids.webChat, gzip: true },
]
const startedAt = Date.UTC(2026, 10, 3, 15, 20)

/** What the same probe finds in the built-in emulator, with each of its variants. Sends nothing over the network. */
export function probeEmulator(): Promise<Findings[]> {
  return Promise.all(
    variants.map(async ({ flowSid, gzip }) => {
      const { findings } = await probeFlow({
        fetch: createEmulator({ now: () => startedAt, engagements: 1000, gzip }),
        base: new URL('https://studio.twilio.com'),
        credentials: { user: emulatorUser, password: emulatorPassword },
        flowSid,
        runSid: null,
        waitSeconds: 0,
        maxRequests: 1000,
        maxStepRuns: 150,
        timeoutMs: 60_000,
        now: () => startedAt,
      })
      return findings
    }),
  )
}
