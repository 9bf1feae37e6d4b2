import { useLocation, useNavigate } from 'react-router'

import { searchTextIn } from '#urls/url-encoding.ts'
import { paths, type UrlState } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { typingState } from '#pages/shared/search-location.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'

type ChangeOptions = {
  /** True when the change continues the previous one: Back then skips the replaced entry. */
  replace?: boolean
  /** True while the search text is being typed: the address gets it later. */
  isTyping?: boolean
}

/** The list's query, which is in the URL, and the functions that change it. An open engagement stays open. */
export function useListQuery(runList: RunList, openSid: EngagementSid | null) {
  const navigate = useNavigate()
  const { hash } = useLocation()
  const urlState = useUrlState()

  function setUrlState(next: UrlState, { replace = false, isTyping = false }: ChangeOptions = {}) {
    const { text } = next.listQuery
    const written = isTyping ? { ...next, listQuery: { ...next.listQuery, text: searchTextIn(hash) } } : next
    const path = openSid ? paths.engagement(runList, openSid, written) : paths.engagements(runList, written)
    void navigate(path, { replace, state: isTyping ? typingState(text) : null })
  }

  return {
    urlState,
    query: urlState.listQuery,
    setUrlState,
    changeQuery: (change: Partial<ListQuery>, options?: ChangeOptions) =>
      setUrlState({ ...urlState, listQuery: { ...urlState.listQuery, ...change } }, options),
  }
}
