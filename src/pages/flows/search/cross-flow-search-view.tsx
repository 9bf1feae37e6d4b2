import { useQueryClient } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { Link } from 'react-router'

import { defaultUrlState, paths } from '#urls/urls.ts'
import { pluralize, formatCount } from '#format/count.ts'
import { LiveRegion } from '#ui/feedback/live-region.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { Button, buttonClass } from '#ui/controls/button.tsx'
import { PauseButton } from '#ui/controls/pause-button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { FlowGroup } from './flow-group.tsx'
import type { CrossFlowSearch, SearchableFlow } from './cross-flow-search.ts'
import { loadedPages, type SearchGoal } from './search-flow.ts'
import { useCrossFlowSearch } from './use-cross-flow-search.ts'
import { resultLinkProps } from './use-go-to-result.ts'

/** The search through all flows: its progress, and the matches of each flow. Needs the search text as `key`: one instance runs one search. */
export function CrossFlowSearchView({ flows, goal }: { flows: readonly SearchableFlow[]; goal: SearchGoal }) {
  const search = useCrossFlowSearch(flows, goal)
  const queryClient = useQueryClient()
  const isComplete = ({ sid }: SearchableFlow) => loadedPages(queryClient, sid).at(-1)?.next === null
  const incompleteFlows = flows.filter(
    (flow) => search.flowStates.get(flow.sid)?.state === 'searched' && !isComplete(flow),
  )
  const summary = describeCrossFlowSearch(search, flows)
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line">
      <section
        aria-label="Search of all flows"
        tabIndex={-1}
        className="focus-ring-inset flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-1.5 text-muted"
      >
        <p className="tabular-nums">{summary}</p>
        {search.state === 'running' && (
          <ProgressBar label="Searching flows" value={countSearched(search)} max={flows.length} />
        )}
        {search.state !== 'done' && (
          <PauseButton
            size="md"
            isPaused={search.state === 'paused'}
            labels={{ pause: 'Pause search', resume: 'Resume search' }}
            onPause={search.pause}
            onResume={search.resume}
          />
        )}
        {search.state === 'done' && goal.kind === 'text' && incompleteFlows.length > 0 && (
          <Button variant="quiet" onClick={search.loadOlder}>
            Search older runs ({pluralize(incompleteFlows.length, 'request')})
          </Button>
        )}
      </section>
      <LiveRegion text={search.state === 'running' ? 'Searching all flows' : summary} />
      <div className="min-h-0 flex-1 overflow-auto">
        {goal.kind === 'text' ? (
          flows.map((flow) => (
            <FlowGroup
              key={flow.sid}
              flow={flow}
              searchState={search.flowStates.get(flow.sid) ?? { state: 'waiting' }}
              text={goal.text}
              isComplete={isComplete(flow)}
            />
          ))
        ) : (
          <FoundEngagement search={search} flows={flows} goal={goal} />
        )}
      </div>
    </div>
  )
}

type FoundEngagementProps = {
  search: CrossFlowSearch
  flows: readonly SearchableFlow[]
  goal: Extract<SearchGoal, { kind: 'engagement' }>
}

function FoundEngagement({ search, flows, goal: { engagementSid } }: FoundEngagementProps) {
  const displayText = useDisplayText()
  const containingFlow = flows.find(({ sid }) => {
    const flowState = search.flowStates.get(sid)
    return flowState?.state === 'searched' && flowState.found
  })
  if (containingFlow) {
    return (
      <EmptyState
        title={`Found in “${displayText(containingFlow.friendly_name ?? containingFlow.sid)}”`}
        actions={
          <Link
            {...resultLinkProps}
            className={buttonClass('primary')}
            to={paths.engagement(containingFlow.sid, engagementSid, defaultUrlState)}
          >
            Open engagement
          </Link>
        }
      >
        <code className="font-mono text-xs break-all">{engagementSid}</code>
      </EmptyState>
    )
  }
  if (search.state !== 'done') return null
  return (
    <EmptyState icon={<SearchX aria-hidden size={28} strokeWidth={1.5} />} title="Not found in any flow">
      The engagement may be older than 30 days, so Twilio deleted it, or it belongs to another account.
    </EmptyState>
  )
}

function countSearched({ flowStates }: CrossFlowSearch): number {
  return [...flowStates.values()].filter(({ state }) => state === 'searched' || state === 'failed').length
}

/** "Searched 5 of 8 flows · 1 failed · paused". */
export function describeCrossFlowSearch(search: CrossFlowSearch, flows: readonly SearchableFlow[]): string {
  const searchedCount = countSearched(search)
  const failedCount = [...search.flowStates.values()].filter(({ state }) => state === 'failed').length
  const parts = [
    `Searched ${formatCount(searchedCount)} of ${pluralize(flows.length, 'flow')}`,
    ...(failedCount > 0 ? [`${formatCount(failedCount)} failed`] : []),
    ...(search.state === 'paused' ? ['paused'] : []),
  ]
  return parts.join(' · ')
}
