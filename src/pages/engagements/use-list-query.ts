import { useNavigate } from 'react-router'

import { paths, type UrlState } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'

type ChangeOptions = {
  /** True when the change continues the previous one, as typing does: Back then skips the replaced entry. */
  replace?: boolean
}

/** The list's query, which is in the URL, and the functions that change it. An open engagement stays open. */
export function useListQuery(runList: RunList, openSid: EngagementSid | null) {
  const navigate = useNavigate()
  const urlState = useUrlState()

  function setUrlState(next: UrlState, { replace = false }: ChangeOptions = {}) {
    const path = openSid ? paths.engagement(runList, openSid, next) : paths.engagements(runList, next)
    void navigate(path, { replace })
  }

  return {
    urlState,
    query: urlState.listQuery,
    setUrlState,
    changeQuery: (change: Partial<ListQuery>, options?: ChangeOptions) =>
      setUrlState({ ...urlState, listQuery: { ...urlState.listQuery, ...change } }, options),
  }
}
