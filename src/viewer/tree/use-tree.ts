import { useReducer, type Dispatch } from 'react'

import type { JsonDocument } from '#json/parse/document.ts'
import { resolvePath, createDocumentSet } from '#json/embedded/embedded-documents.ts'
import type { JsonPath } from '#json/path/json-path.ts'

import { createTreeModel, type TreeModel } from './tree-model.ts'
import { treeReducer, type TreeAction } from './tree-reducer.ts'

/**
 * The tree state of a document. When the document changes, nodes with the same path stay expanded.
 * @param path the node to start at, if it exists
 */
export function useTree(doc: JsonDocument, path: JsonPath | null): [TreeModel, Dispatch<TreeAction>] {
  const [model, dispatch] = useReducer(treeReducer, { doc, path }, createTreeAtPath)
  if (model.documents.docs[0] !== doc) dispatch({ type: 'document', doc })
  return [model, dispatch]
}

function createTreeAtPath({ doc, path }: { doc: JsonDocument; path: JsonPath | null }): TreeModel {
  const model = createTreeModel(doc)
  if (path === null || path.length === 0) return model
  const { documents, id, missing } = resolvePath(createDocumentSet(doc), path)
  return missing.length > 0 ? model : treeReducer(model, { type: 'go to node', documents, id })
}
