import { parseLink, type InvalidParam } from './parse-link.ts'
import { parseFragment } from './url-encoding.ts'
import { urlParams } from './urls.ts'

/** A part of a link that was left out. */
export type LinkProblem =
  | InvalidParam
  /** No parameter of the page, or one that the link has already. */
  | { readonly kind: 'unknown' | 'repeated'; readonly param: string; readonly value: string }

/** What `parseLink` leaves out of a list's link. */
export function findLinkProblems(query: URLSearchParams, hash: string): LinkProblem[] {
  return [...parseLink(query, hash).invalid, ...findUnusedParams(query, hash, urlParams)]
}

/** The parameters of a link that the page does not use, and the second value of one that it does. */
export function findUnusedParams(
  query: URLSearchParams,
  hash: string,
  usedParams: readonly string[],
): LinkProblem[] {
  return [...unusedOf([...query], usedParams), ...unusedOf(parseFragment(hash), ['q'])]
}

function unusedOf(
  pairs: readonly (readonly [key: string, value: string])[],
  usedParams: readonly string[],
): LinkProblem[] {
  const seen = new Map<string, string>()
  return pairs.flatMap(([key, value]): LinkProblem[] => {
    const param = key.toLowerCase()
    if (!usedParams.includes(param)) return [{ kind: 'unknown', param: key, value }]
    const first = seen.get(param) ?? value
    seen.set(param, first)
    return first === value ? [] : [{ kind: 'repeated', param, value }]
  })
}
