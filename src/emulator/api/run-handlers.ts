import { buildPath } from '#contract/endpoints.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { engagementAt } from '#emulator/engagement.ts'
import type { FlowState } from '#emulator/flow-state.ts'
import { serializeFields, type ResourceFields } from '#emulator/data/resource-fields.ts'
import type { EmulatorState } from '#emulator/state.ts'

import { getEngagement, getFlow, getStepIndex } from './find.ts'
import { renderListPage } from './list-response.ts'
import { contextFields, engagementFields, stepContextFields, stepFields } from './resources.ts'
import { parseRunFilter, runsInRange, serializeRunFilter } from './run-filter.ts'
import type { RunShape } from './run-shape.ts'

/* The responses about runs, in the shape of either resource. */

type RunSids = { FW: FlowSid; FN: EngagementSid }
type StepSids = RunSids & { FT: StepSid }
type Body = Iterable<string> | Response

export function renderRunList(
  state: EmulatorState,
  shape: RunShape,
  sids: { FW: FlowSid },
  query: URLSearchParams,
): Body {
  const flow = getFlow(state, sids.FW)
  const { fault } = flow
  const now = state.now()
  // v1 has no filters and ignores those that it is sent.
  const filterQuery = shape.endpoints.list === 'executions' ? query : new URLSearchParams()
  const filter = parseRunFilter(filterQuery)
  if (filter instanceof Response) return filter
  const { status } = filter
  /** Newest first. */
  const runAt = (offset: number, snapshotAt: number) => {
    const { count, newest } = runsInRange(flow, filter, snapshotAt)
    return engagementAt(flow, newest - (fault.mapOffset?.(offset, count) ?? offset), now)
  }
  return renderListPage(
    {
      name: shape.endpoints.list,
      origin: state.origin,
      path: buildPath(shape.endpoints.list, sids),
      filterQuery: serializeRunFilter(filterQuery),
      countAt: (snapshotAt) => runsInRange(flow, filter, snapshotAt).count,
      isMatch:
        status === null ? undefined : (offset, snapshotAt) => runAt(offset, snapshotAt).status === status,
      transformPage: fault.transformPage,
      rowAt(offset, snapshotAt) {
        const run = runAt(offset, snapshotAt)
        const fields = engagementFields(addressOf(state, shape), run, true)
        return serializeFields(applyFieldFault(fields, flow, run.position))
      },
    },
    query,
    now,
  )
}

export function renderRun(state: EmulatorState, shape: RunShape, sids: RunSids): Body {
  const engagement = getEngagement(state, sids, state.now())
  const fields = engagementFields(addressOf(state, shape), engagement, false)
  return [serializeFields(applyFieldFault(fields, engagement.flow, engagement.position)).text]
}

export function renderContext(state: EmulatorState, shape: RunShape, sids: RunSids): Body {
  const engagement = getEngagement(state, sids, state.now())
  const fields = contextFields(addressOf(state, shape), engagement)
  return [serializeFields(applyFieldFault(fields, engagement.flow, engagement.position)).text]
}

export function renderSteps(
  state: EmulatorState,
  shape: RunShape,
  sids: RunSids,
  query: URLSearchParams,
): Body {
  const now = state.now()
  const engagement = getEngagement(state, sids, now)
  const completedAt = (snapshotAt: number) => getEngagement(state, sids, snapshotAt).completedCount
  return renderListPage(
    {
      name: shape.endpoints.steps,
      origin: state.origin,
      path: buildPath(shape.endpoints.steps, sids),
      countAt: (snapshotAt) => completedAt(snapshotAt) + 1,
      rowAt: (i, snapshotAt) =>
        serializeFields(stepFields(addressOf(state, shape), engagement, completedAt(snapshotAt) - i, true)),
    },
    query,
    now,
  )
}

export function renderStep(state: EmulatorState, shape: RunShape, sids: StepSids): Body {
  const engagement = getEngagement(state, sids, state.now())
  const stepIndex = getStepIndex(engagement, sids.FT)
  return [serializeFields(stepFields(addressOf(state, shape), engagement, stepIndex, false)).text]
}

export function renderStepContext(state: EmulatorState, shape: RunShape, sids: StepSids): Body {
  const engagement = getEngagement(state, sids, state.now())
  const stepIndex = getStepIndex(engagement, sids.FT)
  return [serializeFields(stepContextFields(addressOf(state, shape), engagement, stepIndex)).text]
}

const addressOf = ({ origin }: EmulatorState, shape: RunShape) => ({ origin, shape })

function applyFieldFault(fields: ResourceFields, { fault }: FlowState, position: number): ResourceFields {
  return fault.transformFields?.(fields, position) ?? fields
}
