import { buildPath } from '#contract/endpoints.ts'
import { accountSid } from '#emulator/data/account.ts'
import { json, JsonText } from '#emulator/data/json-text.ts'
import type { ResourceFields } from '#emulator/data/resource-fields.ts'
import { commitMessage, widgetsOfDraft, widgetsOfRevision } from '#emulator/definitions/revision-widgets.ts'
import { hash32 } from '#emulator/data/random.ts'
import type { FlowDefinition } from '#emulator/flows.ts'
import type { FlowState } from '#emulator/flow-state.ts'
import { formatDate } from './resources.ts'

/* The v2 resources of a flow: its definition and its revisions. */

const dayMs = 86_400_000

/** Days between two revisions, and from the last one to the emulator's start. */
const revisionIntervalDays = 9
const lastRevisionDaysAgo = 4
const draftDaysAgo = 1

/** The user who saved a revision, as `US…` by what they do: two designers and the deployment. */
const authors = [1, 2, 3].map((n) => `US${String(n).padStart(32, '0')}`)

const emptyArray = json`[]`

export function flowDefinitionFields(origin: string, flow: FlowState, start: number): ResourceFields {
  const { definition } = flow
  const revision = latestRevision(definition)
  const url = origin + buildPath('flowDefinition', { FW: definition.sid })
  return [
    ['sid', definition.sid],
    ['account_sid', accountSid],
    ['author_sid', authorOf(flow, revision)],
    ['friendly_name', definition.name],
    ['definition', studioDefinition(flow, revision)],
    ['status', statusOf(definition, revision)],
    ['revision', revision],
    ['commit_message', commitMessage(revision)],
    ['valid', true],
    ['errors', emptyArray],
    ['warnings', emptyArray],
    ['webhook_url', `https://webhooks.twilio.com/v1/Accounts/${accountSid}/Flows/${definition.sid}`],
    ['date_created', formatDate(revisionDate(flow, 1, start))],
    ['date_updated', formatDate(revisionDate(flow, revision, start))],
    ['url', url],
    [
      'links',
      json`{ "test_users": ${`${url}/TestUsers`}, "revisions": ${`${url}/Revisions`}, "executions": ${`${url}/Executions`} }`,
    ],
  ]
}

/** @param isListRow whether it is for a list, where Twilio leaves the definition out */
export function revisionFields(
  origin: string,
  flow: FlowState,
  revision: number,
  start: number,
  isListRow: boolean,
): ResourceFields {
  const { definition } = flow
  const date = formatDate(revisionDate(flow, revision, start))
  return [
    ['sid', definition.sid],
    ['account_sid', accountSid],
    ['author_sid', authorOf(flow, revision)],
    ['definition', isListRow ? null : studioDefinition(flow, revision)],
    ['friendly_name', definition.name],
    ['status', statusOf(definition, revision)],
    ['revision', revision],
    ['commit_message', commitMessage(revision)],
    ['valid', isListRow ? null : true],
    ['errors', isListRow ? null : emptyArray],
    ['date_created', date],
    ['date_updated', date],
    ['url', origin + buildPath('revision', { FW: definition.sid, n: revision })],
  ]
}

/** The number of the revision that was saved last, which may be a draft. */
export function latestRevision({ version, hasDraft }: FlowDefinition): number {
  return hasDraft ? version + 1 : version
}

function statusOf({ status, version }: FlowDefinition, revision: number): FlowDefinition['status'] {
  return revision > version ? 'draft' : status
}

/** A revision of the flow as Studio writes it. */
function studioDefinition({ definition }: FlowState, revision: number): JsonText {
  const isNewer = revision > definition.version
  const widgets = isNewer
    ? widgetsOfDraft(definition.widgets)
    : widgetsOfRevision(definition.widgets, definition.version, revision)
  const states = widgets.map(({ name, type, transitions, properties }, i) => ({
    name,
    type,
    transitions,
    properties: { ...properties, offset: { x: (i % 4) * 320, y: Math.floor(i / 4) * 240 } },
  }))
  return new JsonText(
    JSON.stringify({
      description: definition.name,
      states,
      initial_state: 'Trigger',
      flags: { allow_concurrent_calls: true },
    }),
  )
}

function revisionDate({ definition }: FlowState, revision: number, start: number): number {
  const isNewer = revision > definition.version
  const daysAgo = isNewer
    ? draftDaysAgo
    : lastRevisionDaysAgo + (definition.version - revision) * revisionIntervalDays
  return start - daysAgo * dayMs
}

function authorOf({ seed }: FlowState, revision: number): string | null {
  return authors[hash32(seed, revision) % authors.length] ?? null
}
