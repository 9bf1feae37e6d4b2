import { infiniteQueryOptions } from '@tanstack/react-query'

import type { PageCursor } from '#contract/page.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { PageSummary } from '#engine/protocol.ts'

import { engine } from './sources.ts'

/** What the keys of all readings begin with. */
export const allEngagements = ['engagements']

const firstPage: PageCursor | null = null

/**
 * The reading of a flow's engagements, page by page. The rows stay in the engine's worker: what is cached here is each
 * page's summary. It never expires on its own and is never read again by itself, since a refetch would walk every page.
 * @param ahead whether the page after the next one will be wanted too
 */
export function engagementsQuery(flowSid: FlowSid, { ahead = false } = {}) {
  return infiniteQueryOptions({
    queryKey: [...allEngagements, flowSid],
    queryFn: ({ pageParam, signal }): Promise<PageSummary> =>
      engine().ask('readPage', { flowSid, cursor: pageParam, ahead }, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last: PageSummary) => last.next,
    staleTime: Infinity,
    gcTime: Infinity,
  })
}
