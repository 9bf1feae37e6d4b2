import { useMemo } from 'react'
import { useLocation, useParams } from 'react-router'

import { parseUrlState } from '#urls/parse-link.ts'
import type { UrlState } from '#urls/urls.ts'
import { parseSid, type Sid } from '#contract/sid.ts'

import { searchTextOf } from './search-location.ts'

/** The state in the URL's query and fragment. While personal data is masked, the search text is as typed all the same. */
export function useUrlState(): UrlState {
  const { search, hash, state } = useLocation()
  return useMemo(() => {
    const urlState = parseUrlState(new URLSearchParams(search), hash)
    return { ...urlState, listQuery: { ...urlState.listQuery, text: searchTextOf({ hash, state }) } }
  }, [search, hash, state])
}

/** A SID in the URL's path: its text, and the parsed SID. `sid` is null when the text is invalid. */
export function useSidParam<P extends 'FW' | 'FN'>(
  name: 'flowSid' | 'engagementSid',
  prefix: P,
): { text: string; sid: Sid<P> | null } {
  const text = useParams()[name] ?? ''
  return { text, sid: parseSid(prefix, text) }
}
