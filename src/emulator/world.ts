import type { FlowSid } from '#contract/sid.ts'
import { createArrivals, createRhythm } from './arrivals.ts'
import type { Fault } from './fault.ts'
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

export function createWorld(
  flows: readonly { facts: FlowFacts; fault: Fault }[],
  origin: string,
  now: () => number,
): World {
  const start = now()
  const rhythm = createRhythm(start)
  const live = flows.map(({ facts, fault }): [FlowSid, LiveFlow] => {
    const seed = seedOf(facts.sid)
    const everyMs = facts.everySeconds === null ? Infinity : facts.everySeconds * 1000
    const arrivals = createArrivals({ start, rhythm, count: facts.engagements, everyMs, seed })
    return [facts.sid, { facts, seed, arrivals, fault, memory: new Map() }]
  })
  return { origin, start, now, flows: new Map(live) }
}
