import { useQueryClient } from '@tanstack/react-query'
import { RotateCw, SearchX, SkipForward } from 'lucide'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { NavigationType, useNavigationType } from 'react-router'

import { runListOf } from '#contract/run-source.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'
import { isLastPage } from '#engine/rpc/load-results.ts'
import { pluralize, formatCount } from '#format/count.ts'
import { Icon } from '#ui/icon.tsx'
import { LiveRegion } from '#ui/feedback/live-region.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'
import { Button, buttonClass } from '#ui/controls/button.tsx'
import { PauseButton } from '#ui/controls/pause-button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { Link } from '#ui/router/link.tsx'

import { SourceRadios } from '#pages/shared/source-radios.tsx'
import { FlowGroup, flowListUrl } from './flow-group.tsx'
import {
  maxFlowWaitMs,
  type CrossFlowSearch,
  type FlowSearchState,
  type SearchableFlow,
} from './cross-flow-search.ts'
import { getSavedSearch, saveSearch, type CrossFlowQuery } from './saved-search.ts'
import { loadedPages, type SearchGoal } from './search-flow.ts'
import { UnsearchedFlows } from './unsearched-flows.tsx'
import { useCrossFlowSearch } from './use-cross-flow-search.ts'
import { resultLinkProps } from './use-go-to-result.ts'

type CrossFlowSearchViewProps = {
  flows: readonly SearchableFlow[]
  /** The demo's flows that fail on purpose, searched on request. */
  faults: readonly SearchableFlow[]
  goal: SearchGoal
  /** What was typed, and where it is searched. */
  query: CrossFlowQuery
}

/** The search through all flows: its progress, and the matches of each flow. Needs the query as `key`: one instance runs one search. */
export function CrossFlowSearchView({ flows: ordinary, faults, goal, query }: CrossFlowSearchViewProps) {
  const search = useCrossFlowSearch({ ordinary, faults, goal, query })
  const { flows } = search
  const scroller = useReturn(query)
  const queryClient = useQueryClient()
  const lastPageOf = ({ sid }: SearchableFlow) =>
    loadedPages(queryClient, runListOf(sid, query.source)).at(-1)
  const isComplete = (flow: SearchableFlow) => {
    const lastPage = lastPageOf(flow)
    return lastPage !== undefined && isLastPage(lastPage)
  }
  const searchedFlows = flows.filter(({ sid }) => search.flowStates.get(sid)?.state === 'searched')
  const flowsWithOlder = searchedFlows.filter((flow) => lastPageOf(flow)?.next !== null)
  const currentFlow = flows.find(({ sid }) => search.flowStates.get(sid)?.state === 'searching')
  const summary = describeCrossFlowSearch(search, flows)
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line">
      <section
        aria-label="Search of all flows"
        tabIndex={-1}
        className="focus-ring-inset flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-1.5 text-muted"
      >
        <SourceRadios source={query.source} />
        <p className="tabular-nums">{summary}</p>
        {search.state === 'running' && (
          <>
            <ProgressBar label="Searching flows" value={countDone(search)} max={flows.length} />
            <SlowFlow key={currentFlow?.sid} search={search} flow={currentFlow} />
          </>
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
        {search.state === 'done' && countWhere(search, 'failed', 'skipped') > 0 && (
          <Button variant="quiet" icon={<Icon icon={RotateCw} size={14} />} onClick={search.resume}>
            Search {countWhere(search, 'failed', 'skipped') === 1 ? 'it' : 'them'} again
          </Button>
        )}
        {search.state === 'done' && goal.kind === 'text' && flowsWithOlder.length > 0 && (
          <Button variant="quiet" onClick={search.loadOlder}>
            Search older runs ({pluralize(flowsWithOlder.length, 'request')})
          </Button>
        )}
        {flows.length < ordinary.length + faults.length && !isFound(search) && (
          <Button variant="quiet" onClick={search.searchFaults}>
            Search the fault simulator too
          </Button>
        )}
      </section>
      <LiveRegion text={search.state === 'running' ? 'Searching all flows' : summary} />
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-auto"
        onScroll={({ currentTarget }) => saveSearch(query, { scrollTop: currentTarget.scrollTop })}
      >
        <UnsearchedFlows search={search} flows={flows} urlOf={(flow) => flowListUrl(flow, query)} />
        {goal.kind === 'text' ? (
          <div className="flex min-h-full flex-col">
            {flows.map((flow) => (
              <FlowGroup
                key={flow.sid}
                flow={flow}
                query={{ ...query, text: goal.text }}
                isComplete={isComplete(flow)}
                loadsOutcomes={search.state === 'done'}
              />
            ))}
            {search.state === 'done' && searchedFlows.length > 0 && (
              <NoMatch isComplete={searchedFlows.every(isComplete)} />
            )}
          </div>
        ) : (
          <FoundEngagement search={search} flows={flows} goal={goal} query={query} />
        )}
      </div>
    </div>
  )
}

/** How long a flow may take before it is named, in ms. */
const slowAfterMs = 1500

type SlowFlowProps = { search: CrossFlowSearch; flow: SearchableFlow | undefined }

/** Names a flow that keeps the search waiting, and how long it may, and offers to skip it. */
function SlowFlow({ search, flow }: SlowFlowProps) {
  const displayText = useDisplayText()
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const flowState = flow && search.flowStates.get(flow.sid)
  if (!isSlow || !flow || flowState?.state !== 'searching') return null
  return (
    <span className="flex min-w-0 items-center gap-x-2">
      <span className="min-w-0 truncate">
        Waiting for “<bdi>{displayText(flow.friendly_name ?? '') || flow.sid}</bdi>”, at most{' '}
        {maxFlowWaitMs / 1000} s
      </span>
      <Button size="sm" icon={<Icon icon={SkipForward} size={12} />} onClick={flowState.skip}>
        Skip
      </Button>
    </span>
  )
}

/** After Back, scrolls to where the matches were left and focuses the link that was followed. */
function useReturn(query: CrossFlowQuery) {
  const isReturn = useNavigationType() === NavigationType.Pop
  const scroller = useRef<HTMLDivElement>(null)
  const restore = useEffectEvent(() => {
    const saved = isReturn ? getSavedSearch(query) : null
    if (saved === null || scroller.current === null) return
    scroller.current.scrollTop = saved.scrollTop
    const links = [...scroller.current.querySelectorAll('a')]
    const opened = links.find(
      (link) => (link.getAttribute('aria-label') ?? link.textContent) === saved.openedLink,
    )
    opened?.focus({ preventScroll: true })
  })
  useLayoutEffect(() => restore(), [])
  return scroller
}

/** Shown where no flow has a match: a flow without one renders nothing, so this is then alone. */
function NoMatch({ isComplete }: { isComplete: boolean }) {
  return (
    <div className="m-auto hidden only:block">
      <EmptyState icon={<Icon icon={SearchX} size={28} strokeWidth={1.5} />} title="No runs match">
        {isComplete
          ? 'All runs of these flows were searched.'
          : 'The newest runs of each flow were searched. Older ones may match.'}
      </EmptyState>
    </div>
  )
}

type FoundEngagementProps = {
  search: CrossFlowSearch
  flows: readonly SearchableFlow[]
  goal: Extract<SearchGoal, { kind: 'engagement' }>
  query: CrossFlowQuery
}

function FoundEngagement({ search, flows, goal: { engagementSid }, query }: FoundEngagementProps) {
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
            to={paths.engagement(runListOf(containingFlow.sid, query.source), engagementSid, defaultUrlState)}
            onClick={() => saveSearch(query, { openedLink: 'Open engagement' })}
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
  const notSearched = countWhere(search, 'failed', 'skipped')
  if (notSearched > 0) {
    return (
      <EmptyState
        icon={<Icon icon={SearchX} size={28} strokeWidth={1.5} />}
        title="Not found in the flows that were searched"
      >
        {pluralize(notSearched, 'flow')} {notSearched === 1 ? 'was' : 'were'} not searched and may have it.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<Icon icon={SearchX} size={28} strokeWidth={1.5} />} title="Not found in any flow">
      The engagement may be older than 30 days, so Twilio deleted it, or it belongs to another account.
    </EmptyState>
  )
}

function countWhere({ flowStates }: CrossFlowSearch, ...states: readonly FlowSearchState['state'][]): number {
  return [...flowStates.values()].filter(({ state }) => states.includes(state)).length
}

const isFound = ({ flowStates }: CrossFlowSearch) =>
  [...flowStates.values()].some((flowState) => flowState.state === 'searched' && flowState.found)

const countDone = (search: CrossFlowSearch) => countWhere(search, 'searched', 'failed', 'skipped')

/** "Searched 5 of 8 flows · 1 failed · 2 skipped · paused". */
export function describeCrossFlowSearch(search: CrossFlowSearch, flows: readonly SearchableFlow[]): string {
  const failedCount = countWhere(search, 'failed')
  const skippedCount = countWhere(search, 'skipped')
  const parts = [
    `Searched ${formatCount(countWhere(search, 'searched'))} of ${pluralize(flows.length, 'flow')}`,
    ...(failedCount > 0 ? [`${formatCount(failedCount)} failed`] : []),
    ...(skippedCount > 0 ? [`${formatCount(skippedCount)} skipped`] : []),
    ...(search.state === 'paused' ? ['paused'] : []),
  ]
  return parts.join(' · ')
}
