import { buildPath } from '#contract/endpoints.ts'
import { endOfFlow } from '#contract/outcome.ts'
import { accountSid, contactSid } from '#emulator/data/account.ts'
import { contextAfter, stepSidAt, type EmulatedEngagement } from '#emulator/engagement.ts'
import { json, jsonObject } from '#emulator/data/json-text.ts'
import type { ResourceFields } from '#emulator/data/resource-fields.ts'
import type { FlowState } from '#emulator/flow-state.ts'
import type { RunShape } from './run-shape.ts'

/** Where a run's URLs lead: to which host, and to which of its resources. */
export type Address = { origin: string; shape: RunShape }

const emptyObject = json`{}`

/** Twilio's dates: ISO 8601, GMT, whole seconds. */
export function formatDate(timestamp: number): string {
  return `${new Date(timestamp).toISOString().slice(0, 19)}Z`
}

function formatNullableDate(timestamp: number | null): string | null {
  return timestamp === null ? null : formatDate(timestamp)
}

export function flowFields(origin: string, { definition }: FlowState, start: number): ResourceFields {
  const url = origin + buildPath('flow', { FW: definition.sid })
  const dayMs = 86_400_000
  return [
    ['sid', definition.sid],
    ['account_sid', accountSid],
    ['friendly_name', definition.name],
    ['status', definition.status],
    ['version', definition.version],
    ['date_created', formatDate(start - (40 + 23 * definition.version) * dayMs)],
    ['date_updated', formatDate(start - (1 + ((definition.version * 7) % 40)) * dayMs)],
    ['url', url],
    ['links', json`{ "engagements": ${`${url}/Engagements`}, "executions": ${`${url}/Executions`} }`],
  ]
}

/** @param isListRow whether it is for a list, where some flows omit the context */
export function engagementFields(
  { origin, shape }: Address,
  engagement: EmulatedEngagement,
  isListRow: boolean,
): ResourceFields {
  const { definition } = engagement.flow
  const url = origin + buildPath(shape.endpoints.run, { FW: definition.sid, FN: engagement.sid })
  return [
    ['sid', engagement.sid],
    ['account_sid', accountSid],
    ['flow_sid', definition.sid],
    ['contact_sid', contactSid],
    ['contact_channel_address', engagement.address],
    [
      'context',
      isListRow && !definition.hasContextInList
        ? emptyObject
        : contextAfter(engagement, engagement.completedCount),
    ],
    ['status', engagement.status],
    ['date_created', formatDate(engagement.createdAt)],
    ['date_updated', formatNullableDate(engagement.updatedAt)],
    ...shape.extraFields(engagement),
    ['url', url],
    [
      'links',
      jsonObject([
        [shape.contextLink, `${url}/Context`],
        ['steps', `${url}/Steps`],
      ]),
    ],
  ]
}

export function contextFields({ origin, shape }: Address, engagement: EmulatedEngagement): ResourceFields {
  const sids = { FW: engagement.flow.definition.sid, FN: engagement.sid }
  return [
    ['account_sid', accountSid],
    ['context', contextAfter(engagement, engagement.completedCount)],
    [shape.sidField, engagement.sid],
    ['flow_sid', sids.FW],
    ['url', origin + buildPath(shape.endpoints.context, sids)],
  ]
}

/**
 * The step after the widget execution number `stepIndex`, or after the trigger for 0.
 * @param isListRow whether it is for a list, where some flows omit the context
 */
export function stepFields(
  { origin, shape }: Address,
  engagement: EmulatedEngagement,
  stepIndex: number,
  isListRow: boolean,
): ResourceFields {
  const { generatedRun, flow } = engagement
  const sids = { FW: flow.definition.sid, FN: engagement.sid, FT: stepSidAt(engagement, stepIndex) }
  const execution = generatedRun.executions[stepIndex - 1]
  const subflow = execution?.subflow ?? null
  const next = generatedRun.executions.find((later, i) => i >= stepIndex && later.subflow === subflow)
  const url = origin + buildPath(shape.endpoints.step, sids)
  return [
    ['sid', sids.FT],
    ['account_sid', accountSid],
    ['flow_sid', sids.FW],
    [shape.sidField, sids.FN],
    ['name', execution?.event ?? generatedRun.event],
    [
      'context',
      isListRow && !flow.definition.hasContextInList ? emptyObject : contextAfter(engagement, stepIndex),
    ],
    ['parent_step_sid', subflow && stepSidAt(engagement, subflow.step)],
    ['transitioned_from', execution?.widget ?? 'Trigger'],
    ['transitioned_to', next?.widget ?? endOfFlow],
    ['type', execution?.type ?? 'trigger'],
    ['date_created', formatDate(execution?.endedAt ?? engagement.createdAt)],
    ['date_updated', null],
    ['url', url],
    ['links', json`{ "step_context": ${`${url}/Context`} }`],
  ]
}

export function stepContextFields(
  { origin, shape }: Address,
  engagement: EmulatedEngagement,
  stepIndex: number,
): ResourceFields {
  const sids = {
    FW: engagement.flow.definition.sid,
    FN: engagement.sid,
    FT: stepSidAt(engagement, stepIndex),
  }
  return [
    ['account_sid', accountSid],
    ['context', contextAfter(engagement, stepIndex)],
    [shape.sidField, sids.FN],
    ['flow_sid', sids.FW],
    ['step_sid', sids.FT],
    ['url', origin + buildPath(shape.endpoints.stepContext, sids)],
  ]
}
