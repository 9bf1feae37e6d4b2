import { buildPath, type EndpointMatch } from '#contract/endpoints.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { engagementAt, findStepIndex, type EmulatedEngagement } from '#emulator/engagement.ts'
import { twilioError } from '#emulator/http/twilio-errors.ts'
import { renderListPage } from './list-response.ts'
import { findEngagementPosition, type FlowState, listedCountAt } from '#emulator/flow-state.ts'
import { serializeFields, type ResourceFields } from '#emulator/data/resource-fields.ts'
import { contextFields, engagementFields, flowFields, stepContextFields, stepFields } from './resources.ts'
import type { EmulatorState } from '#emulator/state.ts'
import { flowDefinitionFields, revisionFields } from './flow-resources.ts'

/** The requested resource does not exist. */
class NotFound extends Error {}

/** The JSON of an endpoint's response, in chunks, or an error response. */
export function handleEndpoint(
  state: EmulatorState,
  endpoint: EndpointMatch,
  query: URLSearchParams,
): Iterable<string> | Response {
  try {
    return renderResponse(state, endpoint, query)
  } catch (error) {
    if (error instanceof NotFound) return twilioError(20404, { message: error.message })
    throw error
  }
}

function renderResponse(
  state: EmulatorState,
  endpoint: EndpointMatch,
  query: URLSearchParams,
): Iterable<string> | Response {
  const { origin, start } = state
  const now = state.now()
  switch (endpoint.name) {
    case 'flows': {
      const flows = [...state.flows.values()]
      return renderListPage(
        {
          name: 'flows',
          origin,
          path: buildPath('flows', {}),
          countAt: () => flows.length,
          rowAt: (i) => serializeFields(flowFields(origin, requireFound(flows[i], 'flow'), start)),
        },
        query,
        now,
      )
    }
    case 'flow':
      return [serializeFields(flowFields(origin, getFlow(state, endpoint.sids.FW), start)).text]
    case 'engagements': {
      const flow = getFlow(state, endpoint.sids.FW)
      const { fault } = flow
      return renderListPage(
        {
          name: 'engagements',
          origin,
          path: buildPath('engagements', endpoint.sids),
          countAt: (snapshotAt) => listedCountAt(flow, snapshotAt),
          transformPage: fault.transformPage,
          rowAt(offset, snapshotAt) {
            // Newest first.
            const position =
              flow.arrivalTimes.countAt(snapshotAt) -
              1 -
              (fault.mapOffset?.(offset, listedCountAt(flow, snapshotAt)) ?? offset)
            const fields = engagementFields(origin, engagementAt(flow, position, now), true)
            return serializeFields(applyFieldFault(fields, flow, position))
          },
        },
        query,
        now,
      )
    }
    case 'engagement': {
      const engagement = getEngagement(state, endpoint.sids, now)
      const fields = engagementFields(origin, engagement, false)
      return [serializeFields(applyFieldFault(fields, engagement.flow, engagement.position)).text]
    }
    case 'context': {
      const engagement = getEngagement(state, endpoint.sids, now)
      return [
        serializeFields(
          applyFieldFault(contextFields(origin, engagement), engagement.flow, engagement.position),
        ).text,
      ]
    }
    case 'steps': {
      const engagement = getEngagement(state, endpoint.sids, now)
      return renderListPage(
        {
          name: 'steps',
          origin,
          path: buildPath('steps', endpoint.sids),
          countAt: (snapshotAt) => getEngagement(state, endpoint.sids, snapshotAt).completedCount + 1,
          rowAt: (i, snapshotAt) =>
            serializeFields(
              stepFields(
                origin,
                engagement,
                getEngagement(state, endpoint.sids, snapshotAt).completedCount - i,
                true,
              ),
            ),
        },
        query,
        now,
      )
    }
    case 'step': {
      const engagement = getEngagement(state, endpoint.sids, now)
      return [
        serializeFields(stepFields(origin, engagement, getStepIndex(engagement, endpoint.sids.FT), false))
          .text,
      ]
    }
    case 'stepContext': {
      const engagement = getEngagement(state, endpoint.sids, now)
      return [
        serializeFields(stepContextFields(origin, engagement, getStepIndex(engagement, endpoint.sids.FT)))
          .text,
      ]
    }
    case 'flowDefinition':
      return [serializeFields(flowDefinitionFields(origin, getFlow(state, endpoint.sids.FW), start)).text]
    case 'revisions': {
      const flow = getFlow(state, endpoint.sids.FW)
      const { version } = flow.definition
      return renderListPage(
        {
          name: 'revisions',
          origin,
          path: buildPath('revisions', endpoint.sids),
          countAt: () => version,
          // Newest first.
          rowAt: (i) => serializeFields(revisionFields(origin, flow, version - i, start, true)),
        },
        query,
        now,
      )
    }
    case 'revision': {
      const flow = getFlow(state, endpoint.sids.FW)
      const { n } = endpoint.sids
      const revision = n <= flow.definition.version ? n : null
      return [
        serializeFields(
          revisionFields(origin, flow, requireFound(revision, `resource /Revisions/${n}`), start, false),
        ).text,
      ]
    }
    default:
      return endpoint satisfies never
  }
}

function applyFieldFault(fields: ResourceFields, { fault }: FlowState, position: number): ResourceFields {
  return fault.transformFields?.(fields, position) ?? fields
}

function requireFound<T>(value: T | null | undefined, resourceName: string): T {
  if (value === null || value === undefined) throw new NotFound(`The requested ${resourceName} was not found`)
  return value
}

function getFlow(state: EmulatorState, sid: FlowSid): FlowState {
  return requireFound(state.flows.get(sid), `resource /Flows/${sid}`)
}

function getEngagement(
  state: EmulatorState,
  sids: { FW: FlowSid; FN: EngagementSid },
  now: number,
): EmulatedEngagement {
  const flow = getFlow(state, sids.FW)
  const position = findEngagementPosition(flow, sids.FN, now)
  return engagementAt(flow, requireFound(position, `resource ${buildPath('engagement', sids)}`), now)
}

function getStepIndex(engagement: EmulatedEngagement, sid: StepSid): number {
  return requireFound(findStepIndex(engagement, sid), `resource /Steps/${sid}`)
}
