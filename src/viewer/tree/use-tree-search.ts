import { useEffect, useMemo, type Dispatch } from 'react'

import { caseInsensitivePattern } from '#json/find/case-fold.ts'
import { searchDocuments } from '#json/find/search-documents.ts'
import { useThrowToBoundary } from '#ui/use-throw-to-boundary.ts'

import type { TreeModel } from './tree-model.ts'
import type { TreeAction } from './tree-reducer.ts'

/** Delay after the last key press before a search starts, in milliseconds. */
const debounceMs = 80

/**
 * Searches a tree for a text and stores the matches in the model.
 * @returns the pattern to highlight in the rows, and whether a newer result is pending
 */
export function useTreeSearch(model: TreeModel, dispatch: Dispatch<TreeAction>, text: string) {
  const { documents, found } = model
  const throwToBoundary = useThrowToBoundary()
  const isUpToDate = found !== null && found.text === text && found.visible.length >= idCount(model)
  const highlight = useMemo(() => (text === '' ? null : caseInsensitivePattern(text, false)), [text])

  useEffect(() => {
    if (text === '' || isUpToDate) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      searchDocuments(documents, text, abort.signal)
        .then((result) => dispatch({ type: 'matches found', text, ...result }))
        .catch((thrown: unknown) => {
          // Aborted because text or document changed: the next search has started already.
          if (!abort.signal.aborted) throwToBoundary(thrown)
        })
    }, debounceMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [documents, text, isUpToDate, dispatch, throwToBoundary])

  return { highlight, isSearching: text !== '' && !isUpToDate }
}

/** Grows when JSON in a string is expanded: the matches do not cover its new ids yet. */
function idCount({ expanded }: TreeModel): number {
  return expanded.length
}
