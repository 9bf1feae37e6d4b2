import { useEffect, useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import type { RowsInView } from '#engine/rpc/protocol.ts'
import { getEngine } from '#queries/clients.ts'
import { useFlowVersion } from '#queries/use-engine-version.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery } from '#search/query/list-query.ts'

/** Matches shown per flow; the flow's own list has all of them. */
export const maxFlowMatches = 5

/**
 * The newest matches among a flow's loaded runs, fetched again when the engine has more; null before the first result.
 * Flow and text must not change while the component is mounted.
 */
export function useFlowMatches(flowSid: FlowSid, text: string): RowsInView | null {
  const version = useFlowVersion(flowSid)
  const [matches, setMatches] = useState<RowsInView | null>(null)

  useEffect(() => {
    if (version === 0) return
    const query = parseQuery({ ...emptyQuery, text })
    // Never aborted: a late result is still newer than what is shown, and it costs no request.
    void getEngine()
      .call('rows', { flowSid, query, from: 0, size: maxFlowMatches })
      .then((result) =>
        setMatches((current) => (current && current.version > result.version ? current : result)),
      )
  }, [flowSid, text, version])

  // After the page is left, the context search is not needed.
  useEffect(() => () => void getEngine().call('setSearchRunning', { flowSid, isRunning: false }), [flowSid])

  return matches
}
