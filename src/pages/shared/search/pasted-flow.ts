import { runListOf, type RunList, type RunSource } from '#contract/run-source.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'

/**
 * The list that a search text names and nothing else: a pasted flow SID, or a link to a flow. Null for a search.
 * @param source where its runs are read from, unless the link says so itself
 */
export function pastedFlow(text: string, source: RunSource = 'engagements'): RunList | null {
  const { search, target } = parseSearch(text)
  if (!target?.flowSid || target.engagementSid !== null || search.terms.length > 0) return null
  return runListOf(target.flowSid, target.source ?? source)
}
