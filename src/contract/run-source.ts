import { parseSid, type FlowSid } from './sid.ts'
import type { EndpointName, runFilterParams } from './endpoints.ts'

/** Which of Twilio's resources a flow's runs are read from: v1's Engagements, the default, or v2's Executions. */
export const runSources = ['engagements', 'executions'] as const
export type RunSource = (typeof runSources)[number]

/** Twilio's two statuses. `ended` does not mean success: there is no "failed". */
export const engagementStatuses = ['active', 'ended'] as const
export type EngagementStatus = (typeof engagementStatuses)[number]

/** Each source's endpoints. Both give the same runs, with the same SIDs. */
export const runEndpoints = {
  engagements: {
    list: 'engagements',
    run: 'engagement',
    context: 'context',
    steps: 'steps',
    step: 'step',
    stepContext: 'stepContext',
  },
  executions: {
    list: 'executions',
    run: 'execution',
    context: 'executionContext',
    steps: 'executionSteps',
    step: 'executionStep',
    stepContext: 'executionStepContext',
  },
} as const satisfies Record<RunSource, Record<string, EndpointName>>

export type RunEndpointNames = (typeof runEndpoints)[RunSource]

/**
 * The runs of a flow as one source has them, as a key: the flow's SID for its engagements, the default, and
 * `FW…/executions` for its executions. Pages of the two are never mixed.
 */
export type RunList = FlowSid | `${FlowSid}/executions`

export function runListOf(flowSid: FlowSid, source: RunSource): RunList {
  return source === 'engagements' ? flowSid : `${flowSid}/${source}`
}

export function sourceOf(runList: RunList): RunSource {
  return runList.includes('/') ? 'executions' : 'engagements'
}

export function flowOf(runList: RunList): FlowSid {
  const flowSid = parseSid('FW', runList.split('/', 1)[0])
  if (flowSid === null) throw new TypeError('A list of runs begins with its flow’s SID.')
  return flowSid
}

/**
 * What the list of executions can be asked for: runs with a status, started at `from` or later and before `to`. Times are
 * in milliseconds since 1970; null for no condition.
 */
export type RunFilter = {
  readonly status: EngagementStatus | null
  readonly from: number | null
  readonly to: number | null
}

export const noRunFilter: RunFilter = { status: null, from: null, to: null }

/** A filter as Twilio takes it. Its dates have whole seconds, so a time within a second widens the range to all of it. */
export function runFilterQuery({
  status,
  from,
  to,
}: RunFilter): Partial<Record<(typeof runFilterParams)[number], string>> {
  return {
    ...(status !== null && { status }),
    ...(from !== null && { DateCreatedFrom: dateTime(Math.floor(from / 1000)) }),
    ...(to !== null && { DateCreatedTo: dateTime(Math.ceil(to / 1000)) }),
  }
}

/** The last second with a year of four digits. */
const maxSeconds = 253_402_300_799

function dateTime(seconds: number): string {
  return `${new Date(Math.min(Math.max(seconds, 0), maxSeconds) * 1000).toISOString().slice(0, 19)}Z`
}
