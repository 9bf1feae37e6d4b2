import type { FlowSid } from '#contract/sid.ts'
import { createArrivals, createRhythm } from './arrivals.ts'
import type { FlowFacts } from './flows.ts'
import type { LiveFlow } from './live-flow.ts'
import { seedOf } from './random.ts'

/** Everything one emulator knows: its flows, and when it started. */
export type World = {
  /** Where its absolute URLs lead. */
  origin: string
  /** Milliseconds since 1970. */
  start: number
  now: () => number
  /** In the order they are listed in. */
  flows: ReadonlyMap<FlowSid, LiveFlow>
}

export function createWorld(facts: readonly FlowFacts[], origin: string, now: () => number): World {
  const start = now()
  const rhythm = createRhythm(start)
  const flows = facts.map((it): [FlowSid, LiveFlow] => {
    const seed = seedOf(it.sid)
    const everyMs = it.everySeconds === null ? Infinity : it.everySeconds * 1000
    return [
      it.sid,
      { facts: it, seed, arrivals: createArrivals({ start, rhythm, count: it.engagements, everyMs, seed }) },
    ]
  })
  return { origin, start, now, flows: new Map(flows) }
}
