import { useEffect, useMemo, type Dispatch } from 'react'

import { foldedPattern } from '#json/fold.ts'
import { searchForest } from '#json/search-forest.ts'

import type { TreeAction, TreeModel } from './tree-model.ts'

/** How long a search waits for the next key, in milliseconds. */
const pause = 80

/**
 * Searches a tree for a text; what is found becomes part of the tree.
 * @returns what is marked in its rows, and whether what was found is no answer to the text as it is now
 */
export function useTreeSearch(model: TreeModel, dispatch: Dispatch<TreeAction>, text: string) {
  const { forest, found } = model
  const isAnswered = found !== null && found.text === text && found.keep.length >= forestLength(model)
  const mark = useMemo(() => (text === '' ? null : foldedPattern(text, false)), [text])

  useEffect(() => {
    if (text === '' || isAnswered) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      searchForest(forest, text, abort.signal)
        .then((answer) => dispatch({ type: 'found', text, ...answer }))
        .catch(() => {
          // Another text, or another document: that search has begun already.
        })
    }, pause)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [forest, text, isAnswered, dispatch])

  return { mark, isSearching: text !== '' && !isAnswered }
}

/** Strings whose JSON was unfolded since have not been looked into as rows of their own. */
function forestLength({ open }: TreeModel): number {
  return open.length
}
