import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { contactAt } from './data/contacts.ts'
import { json, jsonObject, JsonText, type JsonTemplateValue } from './data/json-text.ts'
import { engagementSidAt, type FlowState } from './flow-state.ts'
import { Rng, hash32 } from './data/random.ts'
import { RunBuilder, type WidgetExecution, type Subflow, type GeneratedRun } from './scenarios/run-builder.ts'
import { decodeSid, encodeSid } from './data/sid-codec.ts'

/** One engagement at a point in time. */
export type EmulatedEngagement = {
  flow: FlowState
  position: number
  sid: EngagementSid
  address: string
  createdAt: number
  generatedRun: GeneratedRun
  /** Number of widget executions completed by now. */
  completedCount: number
  status: 'active' | 'ended'
  updatedAt: number | null
}

/** The engagement at a position. Generated from the flow's seed and the time alone; nothing is stored. */
export function engagementAt(flow: FlowState, position: number, now: number): EmulatedEngagement {
  const seed = hash32(flow.seed, position)
  const rng = new Rng(seed)
  const { definition } = flow
  // Squared, so that a few contacts have many runs.
  const contact = contactAt(Math.floor(definition.contactCount * rng.fraction() ** 2))
  const address = definition.formatAddress(contact)
  const sid = engagementSidAt(flow, position)
  const createdAt = Math.floor(flow.arrivalTimes.createdAt(position))
  const builder = new RunBuilder({
    flowSid: definition.sid,
    sid,
    companyNumber: definition.companyNumber,
    contact,
    address,
    startedAt: createdAt,
    rng,
  })
  definition.scenario(builder)
  const generatedRun = builder.build()
  const { executions } = generatedRun
  const stop = externalStop(seed, executions)
  const completedCount = Math.min(countCompleted(executions, now), stop?.completedCount ?? Infinity)
  const isStopped = stop !== null && stop.at <= now
  // Twilio does not guarantee date_updated, not even for a run that has ended.
  const hasUpdateDate = completedCount > 0 && hash32(seed, 1) % 9 > 0
  return {
    flow,
    position,
    sid,
    address,
    createdAt,
    generatedRun,
    completedCount,
    status: isStopped || completedCount === executions.length ? 'ended' : 'active',
    updatedAt: hasUpdateDate
      ? isStopped
        ? stop.at
        : (executions[completedCount - 1]?.endedAt ?? null)
      : null,
  }
}

/**
 * About one run in 150 is stopped from outside, in the Console or over REST, while a widget runs: when, in milliseconds
 * since 1970, and after how many completed widgets. Null for the others.
 */
function externalStop(
  seed: number,
  executions: readonly WidgetExecution[],
): { at: number; completedCount: number } | null {
  if (hash32(seed, 2) % 150 > 0) return null
  const completedCount = 1 + (hash32(seed, 3) % Math.max(1, executions.length - 1))
  const [before, interrupted] = executions.slice(completedCount - 1, completedCount + 1)
  if (!before || !interrupted || before.subflow || interrupted.subflow) return null
  return { at: Math.floor((before.endedAt + interrupted.endedAt) / 2), completedCount }
}

function countCompleted(executions: readonly WidgetExecution[], now: number): number {
  let completed = executions.length
  while (completed > 0 && (executions[completed - 1]?.endedAt ?? 0) > now) completed--
  return completed
}

/** The context after the first `completedCount` widgets, of the flow or of the subflow it was in. */
export function contextAfter(engagement: EmulatedEngagement, completedCount: number): JsonText {
  const { flow, sid, address, generatedRun } = engagement
  const subflow = generatedRun.executions[completedCount - 1]?.subflow ?? null
  const executions = generatedRun.executions
    .slice(0, completedCount)
    .filter((execution) => execution.subflow === subflow)
  const variables = new Map(executions.flatMap((execution) => execution.variables))
  const widgets = new Map<string, JsonTemplateValue>()
  for (const { widget, output } of executions) if (output) widgets.set(widget, output)
  return json`{
    "flow": {
      "flow_sid": ${flow.definition.sid},
      "sid": ${sid},
      "channel": { "address": ${flow.definition.companyNumber} },
      "variables": ${jsonObject(variables)},
      "data": ${generatedRun.data ?? json`{}`}
    },
    "trigger": ${subflow ? subflowTrigger(engagement, subflow) : withConversation(generatedRun.trigger, executions)},
    "widgets": ${jsonObject(widgets)},
    "contact": { "channel": { "address": ${address} } }
  }`
}

/** The run's `trigger`, with the last reply that came over Conversations. */
function withConversation(trigger: JsonText, executions: readonly WidgetExecution[]): JsonText {
  const conversation = executions.findLast((execution) => execution.conversation)?.conversation
  return conversation ? addMember(trigger, 'conversation', conversation) : trigger
}

/** Adds a member to the text of an object that is not empty. */
function addMember(object: JsonText, key: string, value: JsonText): JsonText {
  return new JsonText(`${object.text.slice(0, -1)},"${key}":${value.text}}`)
}

/** A subflow's `trigger`: the run's own trigger, plus `parent` with the parameters it was called with. */
function subflowTrigger(engagement: EmulatedEngagement, { step, parameters }: Subflow): JsonText {
  const { flow, sid, generatedRun } = engagement
  const parent = json`{
    "parameters": ${parameters},
    "step_sid": ${stepSidAt(engagement, step)},
    "execution_sid": ${sid},
    "flow_sid": ${flow.definition.sid}
  }`
  return addMember(generatedRun.trigger, 'parent', parent)
}

/** The SID of an engagement's step; 0 is its trigger. */
export function stepSidAt({ flow, position }: EmulatedEngagement, stepIndex: number): StepSid {
  return encodeSid('FT', hash32(flow.seed, position), stepIndex)
}

/** The index of a step, or null if the engagement does not have it yet. */
export function findStepIndex(engagement: EmulatedEngagement, sid: StepSid): number | null {
  const stepIndex = decodeSid('FT', hash32(engagement.flow.seed, engagement.position), sid)
  return stepIndex !== null && stepIndex <= engagement.completedCount ? stepIndex : null
}
