import { maxSearchLength, parseTokens } from '#search/syntax/query-syntax.ts'
import { interpretTokens } from './interpret-sids.ts'
import { splitJson } from './split-json.ts'
import { joinWrappedSids } from './join-wrapped-sids.ts'
import { describeTerm } from './describe-term.ts'
import type { ListQuery, ParsedQuery } from '#search/query/list-query.ts'
import type { Search, Term } from '#search/query/predicates.ts'
import type { LinkTarget } from './find-sids.ts'

/** The parsed search text. No token is dropped silently: each has a term, a note, or both. */
export type ParsedSearch = {
  readonly search: Search
  /** Tokens that are invalid and therefore filter nothing. */
  readonly problems: readonly SearchNote[]
  /** The meaning of each other token, in the order typed. */
  readonly interpretations: readonly SearchNote[]
  /** The target of the last SID or link in the text; null without one. */
  readonly target: LinkTarget | null
}

/** A sentence about one token, with the token as typed. */
export type SearchNote = { readonly typed: string; readonly sentence: string }

/** Max texts whose result is kept. A screen uses a few at a time: those of the list, the box and the panel. */
const maxCached = 16
const cache = new Map<string, ParsedSearch>()

/** Parses the text of the search box, each text once. Accepts any text; never throws. */
export function parseSearch(text: string): ParsedSearch {
  const cached = cache.get(text)
  if (cached) return cached
  if (cache.size === maxCached) cache.clear()
  const parsed = parseText(text)
  cache.set(text, parsed)
  return parsed
}

/** Parses the text of a list query. */
export function parseQuery(query: ListQuery): ParsedQuery {
  return { ...query, search: parseSearch(query.text).search }
}

function parseText(text: string): ParsedSearch {
  const terms: Term[] = []
  const problems: SearchNote[] = []
  const interpretations: SearchNote[] = []
  let target: LinkTarget | null = null
  if (text.length > maxSearchLength) {
    const typed = text.slice(maxSearchLength - 20, maxSearchLength)
    problems.push({ typed, sentence: `Too long: only the first ${maxSearchLength} characters are searched.` })
  }
  const json = splitJson(text.slice(0, maxSearchLength))
  const tokens = parseTokens(joinWrappedSids(json?.values ?? text))
  for (const { typed, isNegated, interpretation } of interpretTokens(tokens)) {
    if ('problem' in interpretation) {
      problems.push({ typed, sentence: interpretation.problem })
      continue
    }
    const { predicates, remark } = interpretation
    if (predicates.length > 0) terms.push({ typed, isNegated, predicates })
    const description = predicates.length > 0 ? [describeTerm({ isNegated, predicates })] : []
    interpretations.push({
      typed,
      sentence: [...description, ...(remark === undefined ? [] : [remark])].join(' '),
    })
    if (!isNegated) target = interpretation.target ?? target
  }
  if (json) interpretations.push({ typed: json.rest, sentence: 'The keys of the JSON aren’t searched.' })
  return { search: { terms }, problems, interpretations, target }
}
