import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import type { FilteredPage } from '#engine/rpc/load-results.ts'
import { activeRunsQuery } from '#queries/filtered-runs.ts'
import {
  newCrossFlowSearch,
  runCrossFlowSearch,
  type CrossFlowSearch,
  type SearchableFlow,
} from '#pages/flows/search/cross-flow-search.ts'
import { withAbortSignal } from '#pages/flows/search/search-flow.ts'

export type ActiveRuns = {
  /** Which flows have been asked. */
  search: CrossFlowSearch
  /** The first page of each flow that has answered. */
  pages: ReadonlyMap<FlowSid, FilteredPage>
  stop: () => void
  /** Asks the flows that are left, and those that failed, again. */
  resume: () => void
}

/** Asks Twilio for the active runs of one flow after the other, one request each. Starts on mount, aborts on unmount. */
export function useActiveRuns(flows: readonly SearchableFlow[]): ActiveRuns {
  const queryClient = useQueryClient()
  const [search, setSearch] = useState(() => newCrossFlowSearch(flows))
  const [pages, setPages] = useState<ReadonlyMap<FlowSid, FilteredPage>>(new Map())
  const controller = useRef<AbortController | null>(null)

  function start(initial: CrossFlowSearch) {
    controller.current?.abort()
    const abort = new AbortController()
    controller.current = abort
    const askFlow = async ({ sid }: SearchableFlow, signal: AbortSignal) => {
      const options = activeRunsQuery(sid)
      const page = await withAbortSignal(signal, queryClient, options.queryKey, () =>
        queryClient.fetchQuery(options),
      )
      if (controller.current === abort) setPages((before) => new Map(before).set(sid, page))
      return false
    }
    const onChange = (next: CrossFlowSearch) => {
      if (controller.current === abort) setSearch(next)
    }
    void runCrossFlowSearch(flows, initial, askFlow, onChange, abort.signal)
  }

  useEffect(() => {
    start(search)
    return () => {
      controller.current?.abort()
      controller.current = null
    }
    // oxlint-disable-next-line react/exhaustive-deps -- one dialog asks once
  }, [])

  return {
    search,
    pages,
    stop: () => {
      controller.current?.abort()
      setSearch((current) => ({ ...current, state: 'paused' }))
    },
    resume: () => start(search),
  }
}
