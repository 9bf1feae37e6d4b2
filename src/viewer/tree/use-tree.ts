import { useReducer, type Dispatch } from 'react'

import type { JsonDocument } from '#json/document.ts'
import { follow, forestOf } from '#json/forest.ts'
import type { JsonPath } from '#json/paths.ts'

import { openTree, reduceTree, type TreeAction, type TreeModel } from './tree-model.ts'

/**
 * The tree of a document. When the document changes, what was unfolded stays so where the same keys lead to it.
 * @param path where it opens, if that is there
 */
export function useTree(doc: JsonDocument, path: JsonPath | null): [TreeModel, Dispatch<TreeAction>] {
  const [model, dispatch] = useReducer(reduceTree, { doc, path }, openAt)
  if (model.forest.docs[0] !== doc) dispatch({ type: 'document', doc })
  return [model, dispatch]
}

function openAt({ doc, path }: { doc: JsonDocument; path: JsonPath | null }): TreeModel {
  const model = openTree(doc)
  if (path === null || path.length === 0) return model
  const { forest, id, rest } = follow(forestOf(doc), path)
  return rest.length > 0 ? model : reduceTree(model, { type: 'go', forest, id })
}
