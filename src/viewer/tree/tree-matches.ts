import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { countBefore } from '#json/embedded/document-order.ts'
import { type DocumentSet, parentIdOf } from '#json/embedded/embedded-documents.ts'

import { cursorId, goToNode, resizeExpanded, withRows, type TreeModel } from './tree-model.ts'
import { visibleForMatches } from './tree-rows.ts'

/** What a search of the tree found. */
export type TreeSearchResult = {
  text: string
  documents: DocumentSet
  matches: Uint32Array
  hasMore: boolean
}

export function applyMatches(
  model: TreeModel,
  { text, documents, matches, hasMore }: TreeSearchResult,
): TreeModel {
  // When the same search runs again (because JSON in a string was expanded), the current match stays.
  const origin = model.found?.matches[model.found.current] ?? cursorId(model)
  const next = countBefore(documents, matches, origin)
  const current = next < matches.length ? next : 0
  const found = { text, matches, hasMore, current, visible: visibleForMatches(documents, matches) }
  const onlyMatches = model.onlyMatches && matches.length > 0
  const updated = {
    ...model,
    documents,
    expanded: resizeExpanded(model.expanded, documents),
    found,
    onlyMatches,
  }
  const match = matches[current]
  if (match === undefined) return withRows(updated, cursorId(model))
  return { ...goToNode(updated, match), actionCount: model.actionCount + 1, hasJustExpanded: false }
}

/** Shows only the matches, with all their ancestors expanded, or all nodes again. */
export function setOnlyMatches(model: TreeModel, onlyMatches: boolean): TreeModel {
  const { found, documents } = model
  if (!onlyMatches || !found) return withRows({ ...model, onlyMatches: false }, cursorId(model))
  const expanded = resizeExpanded(model.expanded, documents)
  const visited = new Set<number>()
  for (const match of found.matches) {
    // A visited ancestor means that all ancestors above it were visited too.
    for (
      let ancestor = parentIdOf(documents, match);
      ancestor >= 0 && !visited.has(ancestor);
      ancestor = parentIdOf(documents, ancestor)
    ) {
      expanded[ancestor] = 1
      visited.add(ancestor)
    }
  }
  return withRows({ ...model, expanded, onlyMatches }, cursorId(model))
}

export function goToMatch(model: TreeModel, step: 1 | -1): TreeModel {
  const { found } = model
  if (!found || found.matches.length === 0) return model
  const current = (found.current + step + found.matches.length) % found.matches.length
  return goToNode({ ...model, found: { ...found, current } }, getOrThrow(found.matches, current))
}

export function clearMatches(model: TreeModel): TreeModel {
  return withRows({ ...model, found: null, onlyMatches: false }, cursorId(model))
}
