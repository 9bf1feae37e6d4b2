import { useEffect, useState } from 'react'

import { useThrowToBoundary } from '#ui/use-throw-to-boundary.ts'

import { lowerBound } from './raw-lines.ts'
import { searchText, type TextMatches } from './search-text.ts'

/** Delay after the last key press before a search starts, in milliseconds. */
const debounceMs = 80

/** The matches and the index of the current one. */
export type TextSearchResult = TextMatches & {
  readonly text: string
  readonly query: string
  readonly current: number
}

/**
 * Searches a text.
 * @returns the last result, whether a newer one is pending, and a function that moves between matches
 */
export function useTextSearch(text: string, query: string) {
  const [result, setResult] = useState<TextSearchResult | null>(null)
  const throwToBoundary = useThrowToBoundary()
  const isUpToDate = result !== null && result.query === query && result.text === text

  useEffect(() => {
    if (query === '' || isUpToDate) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      searchText(text, query, abort.signal)
        .then((matches) =>
          setResult((before) => ({ ...matches, text, query, current: nearestMatch(matches, before) })),
        )
        .catch((thrown: unknown) => {
          // Aborted because text or query changed: the next search has started already.
          if (!abort.signal.aborted) throwToBoundary(thrown)
        })
    }, debounceMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text, query, isUpToDate, throwToBoundary])

  function step(by: 1 | -1) {
    setResult((before) => {
      const count = before?.starts.length ?? 0
      return before && count > 0 ? { ...before, current: (before.current + by + count) % count } : before
    })
  }

  return { found: query === '' ? null : result, isSearching: query !== '' && !isUpToDate, step }
}

/** The first match at or after the previous current one, so that typing on does not jump back. */
function nearestMatch({ starts }: TextMatches, before: TextSearchResult | null): number {
  const index = lowerBound(starts, before?.starts[before.current] ?? 0)
  return index < starts.length ? index : 0
}
