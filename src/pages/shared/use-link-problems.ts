import { useState } from 'react'
import { useLocation, type Location } from 'react-router'

import { maskChar } from '#privacy/mask-digits.ts'
import { findLinkProblems, findUnusedParams, type LinkProblem } from '#urls/link-problems.ts'
import { parseUrlState } from '#urls/parse-link.ts'
import { panelParams, toQueryValues, type UrlState } from '#urls/urls.ts'

import { queryOf } from './search-location.ts'

/** Parameters with keys, which may be personal data. Of a masked `path` the context says that it has no such value. */
const keyParams = ['cols', 'field'] as const

/** A key that is masked in the link, so that it finds no value. */
type MaskedKey = {
  readonly kind: 'masked'
  readonly param: (typeof keyParams)[number]
  readonly value: string
}

export type ShownLinkProblem = LinkProblem | MaskedKey

type NoticedLink = {
  url: string
  pathname: string
  urlState: UrlState
  problems: readonly ShownLinkProblem[]
}

export type LinkPage = 'flows' | 'engagements'

/**
 * What the page did not understand in the link by which it was opened. The links that the page writes itself leave it out,
 * so each problem stays until the user changes that parameter, or dismisses all of them.
 * @param opened that link: the current one may already be one of the page's own
 */
export function useLinkProblems(
  page: LinkPage,
  opened: Location,
): {
  problems: readonly ShownLinkProblem[]
  dismiss: () => void
} {
  const location = useLocation()
  const [latest, setLatest] = useState(() => readLink(page, opened))
  const [noticed, setNoticed] = useState<NoticedLink | null>(latest)
  if (latest.url !== urlOf(location)) {
    const link = readLink(page, location)
    setLatest(link)
    if (link.problems.length > 0) setNoticed(link)
  }
  return {
    problems: noticed?.problems.filter((problem) => isCurrent(problem, noticed, latest)) ?? [],
    dismiss: () => setNoticed(null),
  }
}

function urlOf(location: Location): string {
  return location.pathname + queryOf(location) + location.hash
}

function readLink(page: LinkPage, location: Location): NoticedLink {
  const { pathname, hash } = location
  const query = new URLSearchParams(queryOf(location))
  const problems = page === 'flows' ? findUnusedParams(query, hash, []) : findListProblems(query, hash)
  return { url: urlOf(location), pathname, urlState: parseUrlState(query, hash), problems }
}

function findListProblems(query: URLSearchParams, hash: string): ShownLinkProblem[] {
  const masked = keyParams.flatMap((param): MaskedKey[] => {
    const value = query.get(param) ?? ''
    return value.includes(maskChar) ? [{ kind: 'masked', param, value }] : []
  })
  const others = findLinkProblems(query, hash)
  return [...masked, ...others.filter(({ param }) => masked.every((each) => each.param !== param))]
}

/** Whether what was made of the parameter is still what the page shows. */
function isCurrent(problem: ShownLinkProblem, noticed: NoticedLink, latest: NoticedLink): boolean {
  if (problem.kind !== 'invalid' && problem.kind !== 'masked') return true
  const { param } = problem
  const isOfPanel = panelParams.some((each) => each === param)
  if (isOfPanel && noticed.pathname !== latest.pathname) return false
  return toQueryValues(noticed.urlState)[param] === toQueryValues(latest.urlState)[param]
}
