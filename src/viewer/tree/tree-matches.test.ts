import { describe, expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'
import { fullPathOf } from '#json/embedded/embedded-documents.ts'
import { searchDocuments } from '#json/find/search-documents.ts'
import { formatJsonPath } from '#json/path/json-path.ts'

import { createTreeModel, type TreeModel } from './tree-model.ts'
import { treeReducer } from './tree-reducer.ts'

function visiblePaths(model: TreeModel): string[] {
  return Array.from(model.rows, (node) => formatJsonPath(fullPathOf(model.documents, node)))
}

function treeOf(value: unknown): TreeModel {
  return createTreeModel(indexJson(JSON.stringify(value)))
}

async function search(model: TreeModel, text: string): Promise<TreeModel> {
  const found = await searchDocuments(model.documents, text, new AbortController().signal)
  return treeReducer(model, { type: 'matches found', text, ...found })
}

describe('matches', () => {
  const value = { a: { hit: 1 }, b: { c: { hit: 2, other: 3 } }, d: JSON.stringify({ hit: 4 }), e: 5 }

  test('are visited in order, wrapping around, and their ancestors expand', async () => {
    let model = await search(treeReducer(treeOf(value), { type: 'collapse all' }), 'hit')
    const seen: (string | undefined)[] = [visiblePaths(model)[model.cursor]]
    for (let i = 0; i < 3; i++) {
      model = treeReducer(model, { type: 'go to match', step: 1 })
      seen.push(visiblePaths(model)[model.cursor])
    }
    expect(seen).toEqual(['$.a.hit', '$.b.c.hit', '$.d.hit', '$.a.hit'])
    expect(visiblePaths(treeReducer(model, { type: 'go to match', step: -1 }))).toContain('$.d.hit')
  })

  test('are shown alone with their ancestors', async () => {
    let model = await search(treeReducer(treeOf(value), { type: 'collapse all' }), 'hit')
    model = treeReducer(model, { type: 'only matches', onlyMatches: true })
    expect(visiblePaths(model)).toEqual(['$.a', '$.a.hit', '$.b', '$.b.c', '$.b.c.hit', '$.d', '$.d.hit'])
    expect(visiblePaths(treeReducer(model, { type: 'clear matches' }))).toContain('$.e')
  })

  test('an empty result changes nothing until only matches are shown', async () => {
    const model = await search(treeOf(value), 'nowhere')
    expect(model.found?.matches).toHaveLength(0)
    expect(visiblePaths(treeReducer(model, { type: 'only matches', onlyMatches: true }))).toEqual([])
  })
})
