import { runEndpoints, type RunEndpointNames, type RunSource } from '#contract/run-source.ts'
import type { ResourceFields } from '#emulator/data/resource-fields.ts'
import { hash32 } from '#emulator/data/random.ts'
import type { EmulatedEngagement } from '#emulator/engagement.ts'

/** How one of Twilio's resources shows a run: v1's Engagements and v2's Executions have the same data. */
export type RunShape = {
  endpoints: RunEndpointNames
  /** The field of contexts and steps that names the run. */
  sidField: 'engagement_sid' | 'execution_sid'
  /** The name of the link to the context. */
  contextLink: 'engagement_context' | 'execution_context'
  /** The fields that only this resource has. */
  extraFields: (run: EmulatedEngagement) => ResourceFields
}

export const runShapes: Record<RunSource, RunShape> = {
  engagements: {
    endpoints: runEndpoints.engagements,
    sidField: 'engagement_sid',
    contextLink: 'engagement_context',
    extraFields: () => [],
  },
  executions: {
    endpoints: runEndpoints.executions,
    sidField: 'execution_sid',
    contextLink: 'execution_context',
    extraFields: (run) => [
      ['flow_version', run.flow.definition.version],
      ['initiated_by', initiatorSid(run)],
    ],
  },
}

/** The SID of the call or message that started the run; of the request for one started over REST. */
function initiatorSid({ flow, position, generatedRun }: EmulatedEngagement): string {
  const sid = /"(?:Call|Message)Sid":"(\w{34})"/.exec(generatedRun.trigger.text)?.[1]
  const seed = hash32(flow.seed, position)
  const digits = [1, 2, 3, 4].map((k) => hash32(seed, k).toString(16).padStart(8, '0'))
  return sid ?? `RQ${digits.join('')}`
}
