import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { RunFilter, RunList } from '#contract/run-source.ts'
import type { PageSummary } from '#engine/rpc/load-results.ts'
import { engagementsQuery } from '#queries/engagements.ts'
import { getEngine } from '#queries/clients.ts'
import { useEngineRestarts } from '#queries/use-engine-version.ts'

import { pagingProps, useAutoPaging, usePagingLimits, type Paging } from './use-auto-paging.ts'

/** What a filter asked of Twilio has found so far, while the list itself is not read on. */
export type FilteredProgress = {
  filter: RunFilter
  /** Whether everything that the filter finds is loaded. */
  isComplete: boolean
  /** Whether loading ended before that, at a repeated page token. */
  isCutShort: boolean
  /** Whatever the filter finds is loaded from this time on; null while no such time is known. In ms since 1970. */
  loadedFrom: number | null
  /** Start of the oldest run that the filter has found; null without dates. In ms since 1970. */
  oldestStartMs: number | null
  /** The version of the engine's data that has all of it. */
  version: number
}

/** The state and the controls of loading a flow's engagements. */
export type Loader = Paging & {
  pages: readonly PageSummary[]
  /** Increments when the loaded rows are cleared and loading restarts. */
  epoch: number
  /** Clears the loaded rows and starts again. */
  restart: () => void
  /** Null while the list itself is read. */
  filtered: FilteredProgress | null
}

const noPages: readonly PageSummary[] = []

/**
 * Loads page after page, one request at a time, until the end, a pause, a failure or the limit. Unmounting aborts.
 * @param isHeld whether to stop after the first page, and to go on from there when it ends
 */
export function useLoader(runList: RunList, enabled: boolean, isHeld = false): Loader {
  const queryClient = useQueryClient()
  const limits = usePagingLimits('')
  const [restartCount, setRestartCount] = useState(0)
  const epoch = restartCount + useEngineRestarts()
  const { queryKey } = engagementsQuery(runList)
  const query = useInfiniteQuery({
    ...engagementsQuery(runList, { maxPages: isHeld || limits.isPaused ? 0 : limits.maxPages }),
    enabled,
    notifyOnChangeProps: pagingProps,
  })
  const paging = useAutoPaging(query, { countPages: (data) => data?.pages.length ?? 0, limits, isHeld })

  return {
    ...paging,
    pages: query.data?.pages ?? noPages,
    epoch,
    restart: () => {
      limits.set({ isPaused: false })
      setRestartCount(restartCount + 1)
      void getEngine()
        .call('clearFlow', { runList })
        .then(() => queryClient.resetQueries({ queryKey }))
    },
    filtered: null,
  }
}
