import { useEffect, useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import type { RowsInView } from '#engine/protocol.ts'
import { engine } from '#queries/sources.ts'
import { useVersion } from '#queries/use-version.ts'
import { everything } from '#search/question.ts'

/** How many matches of a flow are shown; its own list has all of them. */
export const mostShown = 5

/**
 * The newest matches among what has been read of a flow, asked anew whenever more is known; null before the first
 * answer. Of one flow and text for as long as the component lives.
 */
export function useFlowMatches(flowSid: FlowSid, text: string): RowsInView | null {
  const version = useVersion(flowSid)
  const [matches, setMatches] = useState<RowsInView | null>(null)

  useEffect(() => {
    if (version === 0) return
    const question = { ...everything, text }
    // Never aborted: an answer that comes late is still newer than what is shown, and none of them costs a request.
    void engine()
      .ask('rows', { flowSid, question, from: 0, size: mostShown })
      .then((answer) => setMatches((shown) => (shown && shown.version > answer.version ? shown : answer)))
  }, [flowSid, text, version])

  // Who leaves has stopped waiting for what the contexts hold.
  useEffect(() => () => void engine().ask('search', { flowSid, run: false }), [flowSid])

  return matches
}
