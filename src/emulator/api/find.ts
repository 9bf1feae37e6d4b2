import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { engagementAt, findStepIndex, type EmulatedEngagement } from '#emulator/engagement.ts'
import { findEngagementPosition, type FlowState } from '#emulator/flow-state.ts'
import type { EmulatorState } from '#emulator/state.ts'

/** The requested resource does not exist. */
export class NotFound extends Error {}

export function requireFound<T>(value: T | null | undefined, resourceName: string): T {
  if (value === null || value === undefined) throw new NotFound(`The requested ${resourceName} was not found`)
  return value
}

export function getFlow(state: EmulatorState, sid: FlowSid): FlowState {
  return requireFound(state.flows.get(sid), `resource /Flows/${sid}`)
}

/** @param now the time as of which the run is shown, milliseconds since 1970 */
export function getEngagement(
  state: EmulatorState,
  sids: { FW: FlowSid; FN: EngagementSid },
  now: number,
): EmulatedEngagement {
  const flow = getFlow(state, sids.FW)
  const position = findEngagementPosition(flow, sids.FN, now)
  return engagementAt(flow, requireFound(position, `resource /Flows/${sids.FW}/${sids.FN}`), now)
}

export function getStepIndex(engagement: EmulatedEngagement, sid: StepSid): number {
  return requireFound(findStepIndex(engagement, sid), `resource /Steps/${sid}`)
}
