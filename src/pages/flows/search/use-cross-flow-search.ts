import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { Problem } from '#contract/problem.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import { isTransient } from '#status/system-status.ts'

import {
  newCrossFlowSearch,
  runCrossFlowSearch,
  type CrossFlowSearch,
  type SearchableFlow,
} from './cross-flow-search.ts'
import { createEngagementFinder, createPageLoader, type SearchGoal } from './search-flow.ts'

export type CrossFlowSearchControl = CrossFlowSearch & {
  /** How many of the newest pages of each flow are searched. */
  pagesPerFlow: number
  pause: () => void
  resume: () => void
  /** Searches one more page of each flow. */
  loadOlder: () => void
}

/** Searches one flow after the other. Starts on mount, aborts on unmount; a new goal needs a new instance. */
export function useCrossFlowSearch(
  flows: readonly SearchableFlow[],
  goal: SearchGoal,
): CrossFlowSearchControl {
  const queryClient = useQueryClient()
  const [search, setSearch] = useState(() => newCrossFlowSearch(flows))
  const [pagesPerFlow, setPagesPerFlow] = useState(1)
  const controller = useRef<AbortController | null>(null)

  function start(initial: CrossFlowSearch, pages: number) {
    controller.current?.abort()
    const abort = new AbortController()
    controller.current = abort
    const searchFlow =
      goal.kind === 'engagement'
        ? createEngagementFinder(queryClient, goal.engagementSid)
        : createPageLoader(queryClient, pages)
    const onChange = (next: CrossFlowSearch) => {
      if (controller.current === abort) setSearch(next)
    }
    void runCrossFlowSearch(flows, initial, searchFlow, onChange, abort.signal)
  }

  useEffect(() => {
    start(newCrossFlowSearch(flows), 1)
    return () => {
      controller.current?.abort()
      controller.current = null
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the parent sets a `key` per goal, so one instance runs one search
  }, [])

  const resume = () => start(search, pagesPerFlow)
  useRetryOnRecovery(search.state === 'running' ? null : transientProblem(search), resume)

  return {
    ...search,
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
  }
}

/** A failure that may be over by now, of the first flow that has one. */
function transientProblem({ flowStates }: CrossFlowSearch): Problem | null {
  for (const flowState of flowStates.values())
    if (flowState.state === 'failed' && isTransient(flowState.problem)) return flowState.problem
  return null
}
