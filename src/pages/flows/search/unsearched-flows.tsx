import { Fragment } from 'react'

import type { Problem } from '#contract/problem.ts'
import { pluralize } from '#format/count.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { Link } from '#ui/router/link.tsx'

import { ProblemReference } from '#pages/shared/problem-reference.tsx'
import {
  maxFlowWaitMs,
  type CrossFlowSearch,
  type FlowSearchState,
  type SearchableFlow,
} from './cross-flow-search.ts'

type UnsearchedFlowsProps = {
  search: CrossFlowSearch
  flows: readonly SearchableFlow[]
  /** The URL of a flow's own list with this search. */
  urlOf: (flow: SearchableFlow) => string
}

/** The flows that could not be searched: one line for each reason, however many flows it hit. It opens to what helps. */
export function UnsearchedFlows({ search, flows, urlOf }: UnsearchedFlowsProps) {
  const displayText = useDisplayText()
  const nameOf = ({ friendly_name: name, sid }: SearchableFlow) => displayText(name ?? '') || sid
  const lines = [...Map.groupBy(flows, reasonOf)].map(([reason, hit]) => {
    if (reason === null) return null
    const flowState = hit[0] && search.flowStates.get(hit[0].sid)
    const isFailure = flowState?.state === 'failed'
    return (
      <li key={reason} className="border-b border-line bg-canvas text-xs text-muted">
        <details>
          <summary className="focus-ring-inset cursor-pointer truncate px-5 py-2">
            <span className={`font-medium ${isFailure ? 'text-danger' : 'text-ink'}`}>
              {describeReason(flowState, hit.length)}
            </span>{' '}
            <bdi>{hit.map(nameOf).join(', ')}</bdi>
          </summary>
          <div className="px-5 pb-2">
            {isFailure && <>{flowState.problem.hint} </>}
            {hit.map((flow, i) => (
              <Fragment key={flow.sid}>
                {i > 0 && ', '}
                <Link to={urlOf(flow)} className="focus-ring rounded-sm text-accent hover:underline">
                  <bdi>{nameOf(flow)}</bdi>
                </Link>
              </Fragment>
            ))}
            {isFailure && <ProblemReference problem={flowState.problem} />}
          </div>
        </details>
      </li>
    )
  })
  return lines.every((line) => line === null) ? null : <ul aria-label="Flows not searched">{lines}</ul>

  /** Equal for flows that were not searched for the same reason; null for any other flow. */
  function reasonOf({ sid }: SearchableFlow): string | null {
    const flowState = search.flowStates.get(sid)
    if (flowState?.state === 'skipped') return flowState.by
    return flowState?.state === 'failed' ? problemKey(flowState.problem) : null
  }
}

const problemKey = ({ kind, status, code }: Problem) => [kind, status, code].join(' ')

function describeReason(flowState: FlowSearchState | undefined, count: number): string | null {
  const flows = pluralize(count, 'flow')
  if (flowState?.state === 'failed') return `${flows} not searched: ${flowState.problem.message}`
  if (flowState?.state !== 'skipped') return null
  return flowState.by === 'user'
    ? `${flows} skipped:`
    : `${flows} skipped, no answer within ${maxFlowWaitMs / 1000} s:`
}
