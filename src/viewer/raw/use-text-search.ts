import { useEffect, useState } from 'react'

import { lowerBound } from './raw-lines.ts'
import { searchText, type TextMatches } from './search-text.ts'

/** How long a search waits for the next key, in milliseconds. */
const pause = 80

/** What was found, and which match is looked at. */
export type FoundInText = TextMatches & {
  readonly text: string
  readonly sought: string
  readonly current: number
}

/**
 * Searches a text for another one.
 * @returns what was found last, whether that is no answer to what is sought now, and how to go from match to match
 */
export function useTextSearch(text: string, sought: string) {
  const [last, setLast] = useState<FoundInText | null>(null)
  const isAnswered = last !== null && last.sought === sought && last.text === text

  useEffect(() => {
    if (sought === '' || isAnswered) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      searchText(text, sought, abort.signal)
        .then((matches) =>
          setLast((before) => ({ ...matches, text, sought, current: nearest(matches, before) })),
        )
        .catch(() => {
          // Another text, or something else sought: that search has begun already.
        })
    }, pause)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text, sought, isAnswered])

  function step(by: 1 | -1) {
    setLast((before) => {
      const count = before?.starts.length ?? 0
      return before && count > 0 ? { ...before, current: (before.current + by + count) % count } : before
    })
  }

  return { found: sought === '' ? null : last, isSearching: sought !== '' && !isAnswered, step }
}

/** The first match at or after the one that was looked at: a longer word goes on where the shorter one was. */
function nearest({ starts }: TextMatches, before: FoundInText | null): number {
  const at = lowerBound(starts, before?.starts[before.current] ?? 0)
  return at < starts.length ? at : 0
}
