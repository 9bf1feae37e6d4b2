import { useMemo } from 'react'
import { useLocation, useParams } from 'react-router'

import { parseView, type View } from '#address/address.ts'
import { parseSid, type Sid } from '#contract/sid.ts'

/** What the address says beside its path. */
export function useView(): View {
  const { search, hash } = useLocation()
  return useMemo(() => parseView(new URLSearchParams(search), hash), [search, hash])
}

/** A SID in the address's path: as it stands there, and checked; the latter is null when it is none. */
export function useSidParam<P extends 'FW' | 'FN'>(
  name: 'flowSid' | 'engagementSid',
  prefix: P,
): { text: string; sid: Sid<P> | null } {
  const text = useParams()[name] ?? ''
  return { text, sid: parseSid(prefix, text) }
}
