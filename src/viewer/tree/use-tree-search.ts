import { useEffect, useMemo, useState, type Dispatch } from 'react'

import { foldedPattern } from '#json/fold.ts'
import { searchForest } from '#json/search-forest.ts'

import type { TreeAction, TreeModel } from './tree-model.ts'

/** How long a search waits for the next key, in milliseconds. */
const pause = 80

/** What is searched for in a tree: the text, and where it is marked. The matches are the tree's own. */
export function useTreeSearch(model: TreeModel, dispatch: Dispatch<TreeAction>) {
  const [text, setText] = useState('')
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

  function search(next: string) {
    setText(next)
    if (next === '') dispatch({ type: 'forget matches' })
  }

  return { text, search, mark, isSearching: text !== '' && !isAnswered }
}

/** Strings whose JSON was unfolded since have not been looked into as rows of their own. */
function forestLength({ open }: TreeModel): number {
  return open.length
}
