import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { toProblem, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { PageSummary } from '#engine/protocol.ts'
import { engagementsQuery } from '#queries/engagements.ts'
import { engine } from '#queries/sources.ts'
import { useRestarts } from '#queries/use-version.ts'

/** How many pages of 1,000 are read before someone must say "read on". */
const pagesAtATime = 100

/** Where the reading of a flow's engagements stands. */
export type Reading = {
  state: 'starting' | 'reading' | 'paused' | 'ended' | 'failed'
  pages: readonly PageSummary[]
  /** Goes up when what was read was forgotten and reading began anew. */
  epoch: number
  problem: Problem | null
  pause: () => void
  /** Goes on from where it stopped, after a pause or a failure; for another hundred pages. */
  readOn: () => void
  readEverything: () => void
  /** Forgets what was read and begins anew. */
  startOver: () => void
}

const noPages: readonly PageSummary[] = []

/** Reads page after page, one request at a time, until the end, a pause, a failure or the limit. Unmounting aborts. */
export function useReading(flowSid: FlowSid, enabled: boolean): Reading {
  const queryClient = useQueryClient()
  const [paused, setPaused] = useState(false)
  const [limit, setLimit] = useState(pagesAtATime)
  const [begun, setBegun] = useState(0)
  const epoch = begun + useRestarts()
  const { queryKey } = engagementsQuery(flowSid)
  const known = queryClient.getQueryData(queryKey)?.pages.length ?? 0
  // The page that is read next is followed by another one, as far as is known now.
  const options = engagementsQuery(flowSid, { ahead: !paused && known + 1 < limit })
  const query = useInfiniteQuery({ ...options, enabled })
  const { data, error, hasNextPage, fetchNextPage, refetch } = query
  const pages = data?.pages ?? noPages

  const goesOn = hasNextPage && !paused && error === null && pages.length < limit
  useEffect(() => {
    // After each page that is here, so once a page; the first is the query's own.
    if (goesOn && pages.length > 0) void fetchNextPage({ cancelRefetch: false })
  }, [goesOn, pages.length, fetchNextPage])

  function resume(upTo: number) {
    setPaused(false)
    setLimit(upTo)
    // With pages at hand never `refetch`: it would read every one of them again.
    if (error !== null) void (pages.length > 0 ? fetchNextPage() : refetch())
  }

  return {
    state: stateOf(),
    pages,
    epoch,
    problem: error === null ? null : toProblem(error),
    pause: () => setPaused(true),
    readOn: () => resume(pages.length + pagesAtATime),
    readEverything: () => resume(Infinity),
    startOver: () => {
      setPaused(false)
      setBegun(begun + 1)
      void engine()
        .ask('forget', { flowSid })
        .then(() => queryClient.resetQueries({ queryKey }))
    },
  }

  function stateOf(): Reading['state'] {
    // Whether a page is being asked for is looked at only where it tells: it changes twice a page, and so would the list.
    if (error !== null) return query.isFetching ? 'reading' : 'failed'
    if (pages.length === 0) return 'starting'
    if (!hasNextPage) return 'ended'
    return goesOn ? 'reading' : 'paused'
  }
}
