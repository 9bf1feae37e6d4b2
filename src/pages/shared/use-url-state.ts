import { useLocation, useParams, type Location } from 'react-router'

import { parseUrlState } from '#urls/parse-link.ts'
import type { UrlState } from '#urls/urls.ts'
import { parseSid, type Sid } from '#contract/sid.ts'

import { queryOf, searchTextOf } from './search-location.ts'

/** The state in the URL's query and fragment. While personal data is masked in the URL, it is as chosen all the same. */
export function useUrlState(): UrlState {
  return urlStateOf(useLocation())
}

type UrlLocation = Pick<Location<unknown>, 'search' | 'hash' | 'state'>

/** The last parsed URL: each row of a list has a link, which asks for it. */
let last: { location: UrlLocation; urlState: UrlState } | null = null

function urlStateOf(location: UrlLocation): UrlState {
  const { search, hash, state } = location
  const isSame =
    last?.location.search === search && last.location.hash === hash && last.location.state === state
  if (last !== null && isSame) return last.urlState
  const urlState = parseUrlState(new URLSearchParams(queryOf(location)), hash)
  const listQuery = { ...urlState.listQuery, text: searchTextOf({ hash, state }) }
  last = { location, urlState: { ...urlState, listQuery } }
  return last.urlState
}

/** A SID in the URL's path: its text, and the parsed SID. `sid` is null when the text is invalid. */
export function useSidParam<P extends 'FW' | 'FN'>(
  name: 'flowSid' | 'engagementSid',
  prefix: P,
): { text: string; sid: Sid<P> | null } {
  const text = useParams()[name] ?? ''
  return { text, sid: parseSid(prefix, text) }
}
