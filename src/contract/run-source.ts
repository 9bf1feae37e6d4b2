import { parseSid, type FlowSid } from './sid.ts'
import type { EndpointName } from './endpoints.ts'

/** Which of Twilio's resources a flow's runs are read from: v1's Engagements, the default, or v2's Executions. */
export const runSources = ['engagements', 'executions'] as const
export type RunSource = (typeof runSources)[number]

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
