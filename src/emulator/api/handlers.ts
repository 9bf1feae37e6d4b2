import { buildPath, type EndpointMatch } from '#contract/endpoints.ts'
import { twilioError } from '#emulator/http/twilio-errors.ts'
import { renderListPage } from './list-response.ts'
import { serializeFields } from '#emulator/data/resource-fields.ts'
import { getFlow, NotFound, requireFound } from './find.ts'
import { flowFields } from './resources.ts'
import {
  renderContext,
  renderRun,
  renderRunList,
  renderStep,
  renderStepContext,
  renderSteps,
} from './run-handlers.ts'
import { runShapes } from './run-shape.ts'
import type { EmulatorState } from '#emulator/state.ts'
import { flowDefinitionFields, latestRevision, revisionFields } from './flow-resources.ts'

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
    case 'engagements':
      return renderRunList(state, runShapes.engagements, endpoint.sids, query)
    case 'engagement':
      return renderRun(state, runShapes.engagements, endpoint.sids)
    case 'context':
      return renderContext(state, runShapes.engagements, endpoint.sids)
    case 'steps':
      return renderSteps(state, runShapes.engagements, endpoint.sids, query)
    case 'step':
      return renderStep(state, runShapes.engagements, endpoint.sids)
    case 'stepContext':
      return renderStepContext(state, runShapes.engagements, endpoint.sids)
    case 'executions':
      return renderRunList(state, runShapes.executions, endpoint.sids, query)
    case 'execution':
      return renderRun(state, runShapes.executions, endpoint.sids)
    case 'executionContext':
      return renderContext(state, runShapes.executions, endpoint.sids)
    case 'executionSteps':
      return renderSteps(state, runShapes.executions, endpoint.sids, query)
    case 'executionStep':
      return renderStep(state, runShapes.executions, endpoint.sids)
    case 'executionStepContext':
      return renderStepContext(state, runShapes.executions, endpoint.sids)
    case 'flowDefinition':
      return [serializeFields(flowDefinitionFields(origin, getFlow(state, endpoint.sids.FW), start)).text]
    case 'revisions': {
      const flow = getFlow(state, endpoint.sids.FW)
      const latest = latestRevision(flow.definition)
      return renderListPage(
        {
          name: 'revisions',
          origin,
          path: buildPath('revisions', endpoint.sids),
          countAt: () => latest,
          // Newest first.
          rowAt: (i) => serializeFields(revisionFields(origin, flow, latest - i, start, true)),
        },
        query,
        now,
      )
    }
    case 'revision': {
      const flow = getFlow(state, endpoint.sids.FW)
      const { n } = endpoint.sids
      const revision = n <= latestRevision(flow.definition) ? n : null
      return [
        serializeFields(
          revisionFields(origin, flow, requireFound(revision, `resource /Revisions/${n}`), start, false),
        ).text,
      ]
    }
    case 'publishedRevision': {
      const flow = getFlow(state, endpoint.sids.FW)
      const { status, version } = flow.definition
      const revision = requireFound(
        status === 'published' ? version : null,
        'resource /Revisions/LatestPublished',
      )
      return [serializeFields(revisionFields(origin, flow, revision, start, false)).text]
    }
    default:
      return endpoint satisfies never
  }
}
