import type { FlowSid } from '#contract/sid.ts'
import { createArrivalTimes, createLoadProfile } from './data/arrival-times.ts'
import type { EmulatedFlow } from './faults/types.ts'
import type { FlowState } from './flow-state.ts'
import { seedFromText } from './data/random.ts'

/** The state of one emulator: its flows and its clock. */
export type EmulatorState = {
  /** The origin of the absolute URLs in responses. */
  origin: string
  /** When the emulator was created, milliseconds since 1970. */
  start: number
  now: () => number
  /** In list order. */
  flows: ReadonlyMap<FlowSid, FlowState>
}

export function createEmulatorState(
  flows: readonly EmulatedFlow[],
  origin: string,
  now: () => number,
): EmulatorState {
  const start = now()
  const loadProfile = createLoadProfile(start)
  const flowStates = flows.map(({ definition, fault }): [FlowSid, FlowState] => {
    const seed = seedFromText(definition.sid)
    const intervalMs = definition.intervalSeconds === null ? Infinity : definition.intervalSeconds * 1000
    const arrivalTimes = createArrivalTimes({
      start,
      loadProfile,
      count: definition.engagementCount,
      intervalMs,
      seed,
    })
    return [definition.sid, { definition, seed, arrivalTimes, fault, counters: new Map() }]
  })
  return { origin, start, now, flows: new Map(flowStates) }
}
