import type { EngagementSid } from '#contract/sid.ts'
import type { ArrivalTimes } from './data/arrival-times.ts'
import type { Fault } from './faults/types.ts'
import type { FlowDefinition } from './flows.ts'
import { decodeSid, encodeSid } from './data/sid-codec.ts'

/** A flow and its state in one emulator. */
export type FlowState = {
  definition: FlowDefinition
  /** All generated data of a run comes from this seed and the run's position. */
  seed: number
  arrivalTimes: ArrivalTimes
  /** Empty in ordinary flows. */
  fault: Fault
  /** See `FaultContext`. */
  counters: Map<string, number>
}

/**
 * Number of engagements listed at a time: at most as many as at the start, because each new one removes the oldest, as if
 * it had passed its 30 days.
 */
export function listedCountAt({ arrivalTimes, definition }: FlowState, now: number): number {
  return Math.min(arrivalTimes.countAt(now), definition.engagementCount)
}

export function engagementSidAt(flow: FlowState, position: number): EngagementSid {
  return encodeSid('FN', flow.seed, position)
}

/** The position of an engagement, 0 for the oldest; null if the flow does not have it yet or no longer has it. */
export function findEngagementPosition(flow: FlowState, sid: EngagementSid, now: number): number | null {
  const position = decodeSid('FN', flow.seed, sid)
  if (position === null) return null
  const count = flow.arrivalTimes.countAt(now)
  return position < count && position >= count - listedCountAt(flow, now) ? position : null
}
