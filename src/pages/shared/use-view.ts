import { useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'

import { parseView, type View } from '#address/address.ts'
import { parseSid, type Sid } from '#contract/sid.ts'

/** What the query of the address says. */
export function useView(): View {
  const [query] = useSearchParams()
  return useMemo(() => parseView(query), [query])
}

/** A SID in the address's path: as it stands there, and checked; the latter is null when it is none. */
export function useSidParam<P extends 'FW' | 'FN'>(
  name: 'flowSid' | 'engagementSid',
  prefix: P,
): { text: string; sid: Sid<P> | null } {
  const text = useParams()[name] ?? ''
  return { text, sid: parseSid(prefix, text) }
}
