import type { EngagementSid } from '#contract/sid.ts'
import type { Arrivals } from './arrivals.ts'
import type { Fault } from './fault.ts'
import type { FlowFacts } from './flows.ts'
import { positionOf, sidAt } from './sid-codec.ts'

/** A flow whose time runs. */
export type LiveFlow = {
  facts: FlowFacts
  /** All that is made up about its runs comes from this and their position. */
  seed: number
  arrivals: Arrivals
  /** How it misbehaves; empty in ordinary flows. */
  fault: Fault
  /** Which of its faults have had their turn. */
  memory: Map<string, number>
}

/**
 * How many engagements the flow has by then: as many as at the start, for with each that arrives the 30 days of the
 * oldest are over.
 */
export function listedAt({ arrivals, facts }: LiveFlow, now: number): number {
  return Math.min(arrivals.countAt(now), facts.engagements)
}

export function engagementSidAt(flow: LiveFlow, position: number): EngagementSid {
  return sidAt('FN', flow.seed, position)
}

/** Where that engagement stands, 0 being the oldest; null where the flow has none such yet, or no longer. */
export function findEngagement(flow: LiveFlow, sid: EngagementSid, now: number): number | null {
  const position = positionOf('FN', flow.seed, sid)
  if (position === null) return null
  const count = flow.arrivals.countAt(now)
  return position < count && position >= count - listedAt(flow, now) ? position : null
}
