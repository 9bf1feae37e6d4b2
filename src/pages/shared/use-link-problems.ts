import { useState } from 'react'
import { useLocation } from 'react-router'

import { findLinkProblems, findUnusedParams, type LinkProblem } from '#urls/link-problems.ts'
import { parseUrlState } from '#urls/parse-link.ts'
import { panelParams, toQueryValues, type UrlState } from '#urls/urls.ts'

type NoticedLink = { url: string; pathname: string; urlState: UrlState; problems: readonly LinkProblem[] }

/**
 * What the page did not understand in the link by which it was opened. The links that the page writes itself leave it out,
 * so each problem stays until the user changes that parameter, or dismisses all of them.
 */
export function useLinkProblems(page: 'flows' | 'engagements'): {
  problems: readonly LinkProblem[]
  dismiss: () => void
} {
  const { pathname, search, hash } = useLocation()
  const url = pathname + search + hash
  const [latest, setLatest] = useState<NoticedLink | null>(null)
  const [noticed, setNoticed] = useState<NoticedLink | null>(null)
  if (latest?.url !== url) {
    const query = new URLSearchParams(search)
    const problems = page === 'flows' ? findUnusedParams(query, hash, []) : findLinkProblems(query, hash)
    const link = { url, pathname, urlState: parseUrlState(query, hash), problems }
    setLatest(link)
    if (link.problems.length > 0) setNoticed(link)
  }
  return {
    problems:
      noticed && latest ? noticed.problems.filter((problem) => isCurrent(problem, noticed, latest)) : [],
    dismiss: () => setNoticed(null),
  }
}

/** Whether what was made of the parameter is still what the page shows. */
function isCurrent(problem: LinkProblem, noticed: NoticedLink, latest: NoticedLink): boolean {
  if (problem.kind !== 'invalid') return true
  const { param } = problem
  const isOfPanel = panelParams.some((each) => each === param)
  if (isOfPanel && noticed.pathname !== latest.pathname) return false
  return toQueryValues(noticed.urlState)[param] === toQueryValues(latest.urlState)[param]
}
