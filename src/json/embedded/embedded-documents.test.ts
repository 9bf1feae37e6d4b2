import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson, nodeText } from '#json/parse/document.ts'
import {
  childIdsOf,
  resolvePath,
  createDocumentSet,
  documentSetSize,
  topLevelNode,
  parentIdOf,
  fullPathOf,
  resolveNode,
  expandEmbedded,
  type DocumentSet,
} from './embedded-documents.ts'
import { compareDocumentOrder, countBelow, countBefore } from './document-order.ts'
import { parseJsonPath, formatJsonPath, type JsonPath } from '#json/path/json-path.ts'

/** Values with strings that contain JSON, to any depth. */
const nested: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; text: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(1, true, null, 'plain', '{', '[1', ''),
    tie('text'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c.d', "it's"), tie('value'), { maxKeys: 3 }),
  ),
  text: tie('value').map((value) => JSON.stringify(value)),
})).value

/** The set with all embedded documents, and all visible nodes in document order. */
function expandAll(text: string): { documents: DocumentSet; ids: number[] } {
  let documents = createDocumentSet(indexJson(text))
  const ids: number[] = []
  const visit = (id: number) => {
    ids.push(id)
    documents = expandEmbedded(documents, id) ?? documents
    for (const child of childIdsOf(documents, id)) visit(child)
  }
  visit(0)
  return { documents, ids }
}

/** The paths of all visible nodes, by a naive implementation. */
function naivePaths(value: unknown, path: JsonPath = []): JsonPath[] {
  const inner = typeof value === 'string' ? parseContainer(value) : value
  if (typeof inner !== 'object' || inner === null) return [path]
  const entries = Array.isArray(inner)
    ? inner.map((item: unknown, i) => [i, item] as const)
    : Object.entries(inner).map(([key, item]: [string, unknown]) => [key, item] as const)
  return [path, ...entries.flatMap(([step, item]) => naivePaths(item, [...path, step]))]
}

function parseContainer(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : text
  } catch {
    return text
  }
}

test('nodes of JSON in strings are children of the string', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const { documents, ids } = expandAll(JSON.stringify(value))
      expect(ids.map((id) => fullPathOf(documents, id))).toEqual(naivePaths(value))
    }),
  )
})

test('resolvePath finds each node by its path, and adds the embedded documents on the way', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const text = JSON.stringify(value)
      const { documents, ids } = expandAll(text)
      for (const id of ids) {
        const path = parseJsonPath(formatJsonPath(fullPathOf(documents, id))) ?? []
        const found = resolvePath(createDocumentSet(indexJson(text)), path)
        expect(found.missing).toEqual([])
        expect(fullPathOf(found.documents, found.id)).toEqual(path)
        expect(resolvePath(found.documents, path)).toEqual(found)
      }
    }),
  )
})

test('parents, order and counts agree with document order', () => {
  fc.assert(
    fc.property(nested, fc.infiniteStream(fc.boolean()), (value, picks) => {
      const { documents, ids } = expandAll(JSON.stringify(value))
      const some = ids.filter(() => picks.next().value)
      const sorted = Uint32Array.from(some)
      for (const [i, id] of ids.entries()) {
        for (const child of childIdsOf(documents, id)) expect(parentIdOf(documents, child)).toBe(id)
        const isBelow = (other: number) => {
          for (let up = parentIdOf(documents, other); up >= 0; up = parentIdOf(documents, up))
            if (up === id) return true
          return false
        }
        expect(countBelow(documents, sorted, id)).toBe(some.filter(isBelow).length)
        expect(countBefore(documents, sorted, id)).toBe(some.filter((other) => ids.indexOf(other) < i).length)
      }
      expect([...ids].toSorted((a, b) => compareDocumentOrder(documents, a, b))).toEqual(ids)
    }),
    { numRuns: 50 },
  )
})

describe('resolvePath', () => {
  const text = String.raw`{"a":{"b":1},"s":"{\"x\":[{\"y\":2}]}","twice":{"p":1},"twice":{"q":2}}`
  const documents = createDocumentSet(indexJson(text))

  test.each([
    ['$', '', []],
    ['$.a.b', '1', []],
    ['$.a.c', '{"b":1}', ['c']],
    ['$.s.x[0].y', '2', []],
    ['$.s.x[1]', '[{"y":2}]', [1]],
    ['$.twice.q', '2', []],
    ['$.nothing.here', '', ['nothing', 'here']],
    ['$.a.b.c', '1', ['c']],
  ])('%s', (path, reached, missing) => {
    const found = resolvePath(documents, parseJsonPath(path) ?? [])
    const { doc, node } = resolveNode(found.documents, found.id)
    expect(found.missing).toEqual(missing)
    expect(found.id === 0 ? '' : nodeText(doc, node)).toBe(reached)
  })
})

test('the top-level node of a nested node is its outermost string', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const { documents, ids } = expandAll(JSON.stringify(value))
      const [whole] = documents.docs
      for (const id of ids) {
        const topLevel = topLevelNode(documents, id)
        expect(topLevel.doc).toBe(whole)
        const parent = parentIdOf(documents, id)
        const isTopLevel = resolveNode(documents, id).docIndex === 0
        expect(topLevel.node).toBe(isTopLevel ? id : topLevelNode(documents, parent).node)
      }
    }),
    { numRuns: 50 },
  )
})

test('strings that are not a JSON object or array are not expanded', () => {
  const text = String.raw`["1", "\"a\"", "{", "{} x", "null", 7, {}]`
  const documents = createDocumentSet(indexJson(text))
  for (let id = 0; id < documentSetSize(documents); id++) expect(expandEmbedded(documents, id)).toBeNull()
  expect(resolveNode(documents, 3).doc.text).toBe(text)
  expect(() => resolveNode(documents, documentSetSize(documents))).toThrow(RangeError)
})

test('expanding a string again changes nothing', () => {
  const once = expandEmbedded(createDocumentSet(indexJson(String.raw`["{\"a\":1}"]`)), 1)
  expect(once && expandEmbedded(once, 1)).toBe(once)
})
