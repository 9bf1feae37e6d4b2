import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'

import type { Engagement } from '#contract/resources.ts'

interface EngagementsPage {
  engagements: Engagement[]
  meta: { next_page_url: string | null }
}

const emptyRows: Engagement[] = []

/** Loads all pages, one after another, into one array. */
export function useEngagements(flowSid: string) {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    queryKey: ['engagements', flowSid],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: `/v1/Flows/${flowSid}/Engagements?PageSize=1000`,
    getNextPageParam: (last) => last.meta.next_page_url,
  })
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])

  const rows = useMemo(() => data?.pages.flatMap((page) => page.engagements) ?? emptyRows, [data])
  return { rows, complete: data !== undefined && !hasNextPage }
}

async function fetchPage(url: string, signal: AbortSignal): Promise<EngagementsPage> {
  const { pathname, search } = new URL(url, 'https://studio.twilio.com')
  const response = await fetch(`/api${pathname}${search}`, { signal })
  if (!response.ok) throw new Error(`${pathname} returned ${response.status}`)
  return response.json()
}
