import type { FlowSid } from '#contract/sid.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'

/** The flow that a search text names and nothing else: a pasted flow SID, or a link to a flow. Null for a search. */
export function pastedFlow(text: string): FlowSid | null {
  const { search, target } = parseSearch(text)
  return target?.engagementSid === null && search.terms.length === 0 ? target.flowSid : null
}
