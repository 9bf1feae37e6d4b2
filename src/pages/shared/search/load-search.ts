import { useEffect, useState } from 'react'

import type { RunList, RunSource } from '#contract/run-source.ts'
import type { ListQuery, ParsedQuery } from '#search/query/list-query.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'
import { useThrowToBoundary } from '#ui/use-throw-to-boundary.ts'

export type SearchModule = typeof import('./search-module.ts')

let loaded: SearchModule | null = null

/**
 * Loads the code that interprets a search text, with the world's numbering plans. A list without a search needs none of it
 * for its first rows.
 */
async function loadSearch(): Promise<SearchModule> {
  return (loaded ??= await loadChunk(() => import('./search-module.ts')))
}

/** Loads the search's code before it is needed. A failure shows once it is. */
export async function preloadSearch(): Promise<void> {
  await loadSearch().catch(() => null)
}

/** The list that a text names and nothing else; null for a search, or where the search's code cannot be loaded. */
export async function loadPastedFlow(text: string, source: RunSource): Promise<RunList | null> {
  const search = await loadSearch().catch(() => null)
  return search?.pastedFlow(text, source) ?? null
}

/** Parses the text of a list query. A query without a text is parsed without the search's code. */
export async function loadParsedQuery(query: ListQuery): Promise<ParsedQuery> {
  if (query.text === '') return { ...query, search: { terms: [] } }
  return (await loadSearch()).parseQuery(query)
}

/** The search's code; null until it has loaded. It loads when it is first needed. */
export function useSearchModule(isNeeded: boolean): SearchModule | null {
  const [module, setModule] = useState(loaded)
  const throwToBoundary = useThrowToBoundary()
  useEffect(() => {
    if (isNeeded && module === null) loadSearch().then(setModule, throwToBoundary)
  }, [isNeeded, module, throwToBoundary])
  return module ?? loaded
}
