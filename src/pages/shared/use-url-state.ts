import { useMemo } from 'react'
import { useLocation, useParams } from 'react-router'

import { parseUrlState } from '#urls/parse-link.ts'
import type { UrlState } from '#urls/urls.ts'
import { parseSid, type Sid } from '#contract/sid.ts'

/** The state in the URL's query and fragment. */
export function useUrlState(): UrlState {
  const { search, hash } = useLocation()
  return useMemo(() => parseUrlState(new URLSearchParams(search), hash), [search, hash])
}

/** A SID in the URL's path: its text, and the parsed SID. `sid` is null when the text is invalid. */
export function useSidParam<P extends 'FW' | 'FN'>(
  name: 'flowSid' | 'engagementSid',
  prefix: P,
): { text: string; sid: Sid<P> | null } {
  const text = useParams()[name] ?? ''
  return { text, sid: parseSid(prefix, text) }
}
