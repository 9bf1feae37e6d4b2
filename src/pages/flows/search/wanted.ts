import { parseSearch } from '#search/parse-search.ts'
import type { Term } from '#search/search.ts'
import type { Target } from '#search/target.ts'

import type { Wanted } from './look.ts'

/** What a text means where no flow is chosen yet. */
export type Asked =
  | { kind: 'nothing' }
  /** It names its flow: there is nothing to search. */
  | { kind: 'target'; target: Extract<Target, { flowSid: string }> }
  | { kind: 'search'; wanted: Wanted }

export function readAsked(text: string): Asked {
  const { search, target } = parseSearch(text)
  const [only, ...others] = search.terms
  if (target !== null && target.flowSid !== null && others.length === 0) return { kind: 'target', target }
  if (only === undefined) return { kind: 'nothing' }
  const engagementSid = others.length === 0 ? sidIn(only) : null
  return {
    kind: 'search',
    wanted: engagementSid === null ? { kind: 'text', text } : { kind: 'engagement', engagementSid },
  }
}

/** The engagement a term asks for, when it asks for just that. */
function sidIn({ not, tests }: Term) {
  const [test, ...others] = tests
  return !not && test?.on === 'sid' && others.length === 0 ? test.sid : null
}
