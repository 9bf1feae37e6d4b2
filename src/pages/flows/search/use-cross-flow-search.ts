import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { NavigationType, useNavigationType } from 'react-router'

import type { Problem } from '#contract/problem.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import { isTransient } from '#status/system-status.ts'

import {
  newCrossFlowSearch,
  runCrossFlowSearch,
  type CrossFlowSearch,
  type SearchableFlow,
} from './cross-flow-search.ts'
import { getSavedSearch, saveSearch, type CrossFlowQuery } from './saved-search.ts'
import { createEngagementFinder, createPageLoader, type SearchGoal } from './search-flow.ts'

export type CrossFlowSearchControl = CrossFlowSearch & {
  /** The flows that are searched. */
  flows: readonly SearchableFlow[]
  /** How many of the newest pages of each flow are searched. */
  pagesPerFlow: number
  pause: () => void
  /** Goes on where the search was paused, and searches the flows again that failed or were skipped. */
  resume: () => void
  /** Searches one more page of each flow. */
  loadOlder: () => void
  /** Goes on with the flows that fail on purpose. */
  searchFaults: () => void
}

type CrossFlowSearchOptions = {
  ordinary: readonly SearchableFlow[]
  /** Searched after the others, on request. */
  faults: readonly SearchableFlow[]
  goal: SearchGoal
  query: CrossFlowQuery
}

/**
 * Searches one flow after the other. Starts on mount, aborts on unmount; a new goal needs a new instance. After Back it is
 * as it was, and goes on if it was running.
 */
export function useCrossFlowSearch({
  ordinary,
  faults,
  goal,
  query,
}: CrossFlowSearchOptions): CrossFlowSearchControl {
  const queryClient = useQueryClient()
  const isReturn = useNavigationType() === NavigationType.Pop
  const [saved] = useState(() => (isReturn ? getSavedSearch(query) : null))
  const [search, setSearch] = useState(() => saved?.search ?? newCrossFlowSearch(ordinary))
  const [pagesPerFlow, setPagesPerFlow] = useState(saved?.pagesPerFlow ?? 1)
  const controller = useRef<AbortController | null>(null)
  const hasFaults = faults.some(({ sid }) => search.flowStates.has(sid))
  const flows = hasFaults ? [...ordinary, ...faults] : ordinary

  useEffect(() => saveSearch(query, { search, pagesPerFlow }), [query, search, pagesPerFlow])

  function start(initial: CrossFlowSearch, pages: number, searched = flows) {
    controller.current?.abort()
    const abort = new AbortController()
    controller.current = abort
    const searchFlow =
      goal.kind === 'engagement'
        ? createEngagementFinder(queryClient, query.source, goal.engagementSid)
        : createPageLoader(queryClient, query.source, pages)
    const onChange = (next: CrossFlowSearch) => {
      if (controller.current === abort) setSearch(next)
    }
    void runCrossFlowSearch(searched, initial, searchFlow, onChange, abort.signal)
  }

  useEffect(() => {
    if (search.state === 'running') start(search, pagesPerFlow, flows.filter(isUnsearched(search)))
    return () => {
      controller.current?.abort()
      controller.current = null
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the parent sets a `key` per goal, so one instance runs one search
  }, [])

  const resume = () => start(search, pagesPerFlow)
  /** By itself, the search does not wait again for a flow that did not answer. */
  const retryFailed = () => {
    const isSkipped = ({ sid }: SearchableFlow) => search.flowStates.get(sid)?.state === 'skipped'
    start(
      search,
      pagesPerFlow,
      flows.filter((flow) => !isSkipped(flow)),
    )
  }
  useRetryOnRecovery(search.state === 'running' ? null : transientProblem(search), retryFailed)

  return {
    ...search,
    flows,
    pagesPerFlow,
    pause: () => {
      controller.current?.abort()
      setSearch((current) => ({ ...current, state: 'paused' }))
    },
    resume,
    loadOlder: () => {
      setPagesPerFlow(pagesPerFlow + 1)
      // Matches stay on the screen while all flows are searched again.
      start(newCrossFlowSearch(flows), pagesPerFlow + 1)
    },
    searchFaults: () => {
      const flowStates = new Map([...search.flowStates, ...newCrossFlowSearch(faults).flowStates])
      const all = { ...search, flowStates }
      start(all, pagesPerFlow, [...ordinary, ...faults].filter(isUnsearched(all)))
    },
  }
}

/** Whether a search that goes on has yet to search a flow: those that failed or were skipped wait for the user. */
function isUnsearched({ flowStates }: CrossFlowSearch) {
  return ({ sid }: SearchableFlow) =>
    ['waiting', 'searching'].includes(flowStates.get(sid)?.state ?? 'waiting')
}

/** A failure that may be over by now, of the first flow that has one. */
function transientProblem({ flowStates }: CrossFlowSearch): Problem | null {
  for (const flowState of flowStates.values())
    if (flowState.state === 'failed' && isTransient(flowState.problem)) return flowState.problem
  return null
}
