import { printRead } from '#contract/reads.ts'
import { accountSid, contactSid } from './account.ts'
import { contextAfter, stepSidAt, type Engagement } from './engagement.ts'
import { json, jsonObject, JsonText, type JsonPart } from './json-text.ts'
import type { LiveFlow } from './live-flow.ts'

/** A resource's fields in the order Twilio writes them. */
export type Fields = readonly (readonly [string, JsonPart])[]

const emptyObject = json`{}`

/** Twilio's dates: ISO 8601, GMT, whole seconds. */
function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

function secondsOrNull(at: number | null): string | null {
  return at === null ? null : seconds(at)
}

export function flowFields(origin: string, { facts }: LiveFlow, start: number): Fields {
  const url = origin + printRead('flow', { FW: facts.sid })
  const day = 86_400_000
  return [
    ['sid', facts.sid],
    ['account_sid', accountSid],
    ['friendly_name', facts.name],
    ['status', facts.status],
    ['version', facts.version],
    ['date_created', seconds(start - (40 + 23 * facts.version) * day)],
    ['date_updated', seconds(start - (1 + ((facts.version * 7) % 40)) * day)],
    ['url', url],
    ['links', json`{ "engagements": ${`${url}/Engagements`}, "executions": ${`${url}/Executions`} }`],
  ]
}

/** @param inList whether it is a row, where some flows leave the context out */
export function engagementFields(origin: string, engagement: Engagement, inList: boolean): Fields {
  const { facts } = engagement.flow
  const url = origin + printRead('engagement', { FW: facts.sid, FN: engagement.sid })
  return [
    ['sid', engagement.sid],
    ['account_sid', accountSid],
    ['flow_sid', facts.sid],
    ['contact_sid', contactSid],
    ['contact_channel_address', engagement.address],
    ['context', inList && !facts.contextInRows ? emptyObject : contextAfter(engagement, engagement.done)],
    ['status', engagement.status],
    ['date_created', seconds(engagement.createdAt)],
    ['date_updated', secondsOrNull(engagement.updatedAt)],
    ['url', url],
    ['links', json`{ "engagement_context": ${`${url}/Context`}, "steps": ${`${url}/Steps`} }`],
  ]
}

export function contextFields(origin: string, engagement: Engagement): Fields {
  const sids = { FW: engagement.flow.facts.sid, FN: engagement.sid }
  return [
    ['account_sid', accountSid],
    ['context', contextAfter(engagement, engagement.done)],
    ['engagement_sid', engagement.sid],
    ['flow_sid', sids.FW],
    ['url', origin + printRead('context', sids)],
  ]
}

/**
 * The n-th step: after the n-th widget, or after the trigger for 0.
 * @param inList whether it is a row, where some flows leave the context out
 */
export function stepFields(origin: string, engagement: Engagement, n: number, inList: boolean): Fields {
  const { tale, flow } = engagement
  const sids = { FW: flow.facts.sid, FN: engagement.sid, FT: stepSidAt(engagement, n) }
  const act = tale.acts[n - 1]
  const subflow = act?.subflow ?? null
  const next = tale.acts.find((later, i) => i >= n && later.subflow === subflow)
  const url = origin + printRead('step', sids)
  return [
    ['sid', sids.FT],
    ['account_sid', accountSid],
    ['flow_sid', sids.FW],
    ['engagement_sid', sids.FN],
    ['name', act?.event ?? tale.event],
    ['context', inList && !flow.facts.contextInRows ? emptyObject : contextAfter(engagement, n)],
    ['parent_step_sid', subflow && stepSidAt(engagement, subflow.step)],
    ['transitioned_from', act?.widget ?? 'Trigger'],
    ['transitioned_to', next?.widget ?? 'Ended'],
    ['type', act?.type ?? 'trigger'],
    ['date_created', seconds(act?.at ?? engagement.createdAt)],
    ['date_updated', null],
    ['url', url],
    ['links', json`{ "step_context": ${`${url}/Context`} }`],
  ]
}

export function stepContextFields(origin: string, engagement: Engagement, n: number): Fields {
  const sids = { FW: engagement.flow.facts.sid, FN: engagement.sid, FT: stepSidAt(engagement, n) }
  return [
    ['account_sid', accountSid],
    ['context', contextAfter(engagement, n)],
    ['engagement_sid', sids.FN],
    ['flow_sid', sids.FW],
    ['step_sid', sids.FT],
    ['url', origin + printRead('stepContext', sids)],
  ]
}

export function printFields(fields: Fields): JsonText {
  return jsonObject(fields)
}
