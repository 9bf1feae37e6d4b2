import { createEngine } from '#engine/engine.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import type { PageCursor } from '#contract/page.ts'
import type { RunList } from '#contract/run-source.ts'
import type { ResponseBody } from '#twilio/response-body.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery, isFiltered, type ParsedQuery } from '#search/query/list-query.ts'

const wholeList = parseQuery(emptyQuery)

/** What one page of engagements holds, and which of its runs match a query. */
export type SearchedPage = {
  /** All runs, newest first. */
  rows: readonly EngagementRow[]
  /** Newest first. */
  matches: readonly EngagementRow[]
  /** Engagements in the page. */
  rowCount: number
  /** Engagements whose context the list did not send, so that it was not searched. */
  missingContexts: number
  /** When the page's oldest engagement started, in milliseconds since 1970. */
  oldestStartMs: number | null
  /** Where the next page begins; null at the end of the list. */
  next: PageCursor | null
}

/**
 * Searches one page with the list's own engine.
 * @param body the page as Twilio sent it
 * @throws Problem for one that are not a page
 */
export async function searchPage(
  runList: RunList,
  body: ResponseBody,
  query: ParsedQuery,
  signal: AbortSignal,
): Promise<SearchedPage> {
  let onChanged: (() => void) | null = null
  const engine = createEngine(
    {
      flow: neverAsked,
      engagementsPage: async () => body,
      engagementBytes: neverAsked,
      context: neverAsked,
    },
    ({ type }) => {
      if (type === 'changed') onChanged?.()
    },
  )
  const { rowCount, next, oldestStartMs } = await engine.loadPage({ runList, cursor: null }, signal)
  for (;;) {
    const changed = new Promise<void>((resolve) => (onChanged = resolve))
    const { rows, search } = await engine.rows({ runList, query, from: 0, size: rowCount }, signal)
    signal.throwIfAborted()
    if (search === null || search.state === 'done') {
      const all = isFiltered(query)
        ? await engine.rows({ runList, query: wholeList, from: 0, size: rowCount }, signal)
        : { rows }
      const missingContexts = search?.missingContexts ?? 0
      return { rows: all.rows, matches: rows, rowCount, missingContexts, oldestStartMs, next }
    }
    await changed
  }
}

/** A search of one page needs nothing but its bytes. */
function neverAsked(): never {
  throw new Error('The search of a page asked for more than the page.')
}
