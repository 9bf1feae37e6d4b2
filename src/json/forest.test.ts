import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson, nodeText } from './document.ts'
import {
  childIdsOf,
  follow,
  forestOf,
  forestSize,
  outermostOf,
  parentOf,
  pathTo,
  placeOf,
  plant,
  type Forest,
} from './forest.ts'
import { compareInOrder, countBelow, countBefore } from './forest-order.ts'
import { parseJsonPath, printJsonPath, type JsonPath } from './paths.ts'

/** Values some of whose strings are JSON themselves, to any depth. */
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

/** Everything planted, and all nodes that people see, in their order. */
function grown(text: string): { forest: Forest; ids: number[] } {
  let forest = forestOf(indexJson(text))
  const ids: number[] = []
  const visit = (id: number) => {
    ids.push(id)
    forest = plant(forest, id) ?? forest
    for (const child of childIdsOf(forest, id)) visit(child)
  }
  visit(0)
  return { forest, ids }
}

/** The same as a ten-line naive reader sees it. */
function naivePaths(value: unknown, path: JsonPath = []): JsonPath[] {
  const inner = typeof value === 'string' ? containerIn(value) : value
  if (typeof inner !== 'object' || inner === null) return [path]
  const entries = Array.isArray(inner)
    ? inner.map((item: unknown, i) => [i, item] as const)
    : Object.entries(inner).map(([key, item]: [string, unknown]) => [key, item] as const)
  return [path, ...entries.flatMap(([step, item]) => naivePaths(item, [...path, step]))]
}

function containerIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : text
  } catch {
    return text
  }
}

test('shows what stands in strings as if it stood outside', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const { forest, ids } = grown(JSON.stringify(value))
      expect(ids.map((id) => pathTo(forest, id))).toEqual(naivePaths(value))
    }),
  )
})

test('a path leads back to its node, planting what is on the way', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const text = JSON.stringify(value)
      const { forest, ids } = grown(text)
      for (const id of ids) {
        const path = parseJsonPath(printJsonPath(pathTo(forest, id))) ?? []
        const found = follow(forestOf(indexJson(text)), path)
        expect(found.rest).toEqual([])
        expect(pathTo(found.forest, found.id)).toEqual(path)
        expect(follow(found.forest, path)).toEqual(found)
      }
    }),
  )
})

test('parents, order and counts agree with the order of the rows', () => {
  fc.assert(
    fc.property(nested, fc.infiniteStream(fc.boolean()), (value, picks) => {
      const { forest, ids } = grown(JSON.stringify(value))
      const some = ids.filter(() => picks.next().value)
      const sorted = Uint32Array.from(some)
      for (const [i, id] of ids.entries()) {
        for (const child of childIdsOf(forest, id)) expect(parentOf(forest, child)).toBe(id)
        const isBelow = (other: number) => {
          for (let up = parentOf(forest, other); up >= 0; up = parentOf(forest, up))
            if (up === id) return true
          return false
        }
        expect(countBelow(forest, sorted, id)).toBe(some.filter(isBelow).length)
        expect(countBefore(forest, sorted, id)).toBe(some.filter((other) => ids.indexOf(other) < i).length)
      }
      expect([...ids].toSorted((a, b) => compareInOrder(forest, a, b))).toEqual(ids)
    }),
    { numRuns: 50 },
  )
})

describe('following a path', () => {
  const text = String.raw`{"a":{"b":1},"s":"{\"x\":[{\"y\":2}]}","twice":{"p":1},"twice":{"q":2}}`
  const forest = forestOf(indexJson(text))

  test.each([
    ['$', '', []],
    ['$.a.b', '1', []],
    ['$.a.c', '{"b":1}', ['c']],
    ['$.s.x[0].y', '2', []],
    ['$.s.x[1]', '[{"y":2}]', [1]],
    ['$.twice.q', '2', []],
    ['$.nothing.here', '', ['nothing', 'here']],
    ['$.a.b.c', '1', ['c']],
  ])('%s', (path, reached, rest) => {
    const found = follow(forest, parseJsonPath(path) ?? [])
    const { doc, node } = placeOf(found.forest, found.id)
    expect(found.rest).toEqual(rest)
    expect(found.id === 0 ? '' : nodeText(doc, node)).toBe(reached)
  })
})

test('what stands in a string, however deep, stands in that string of the whole document', () => {
  fc.assert(
    fc.property(nested, (value) => {
      const { forest, ids } = grown(JSON.stringify(value))
      const [whole] = forest.docs
      for (const id of ids) {
        const outermost = outermostOf(forest, id)
        expect(outermost.doc).toBe(whole)
        const parent = parentOf(forest, id)
        const isOfTheWhole = placeOf(forest, id).layer === 0
        expect(outermost.node).toBe(isOfTheWhole ? id : outermostOf(forest, parent).node)
      }
    }),
    { numRuns: 50 },
  )
})

test('what is no JSON of an object or array is not planted', () => {
  const text = String.raw`["1", "\"a\"", "{", "{} x", "null", 7, {}]`
  const forest = forestOf(indexJson(text))
  for (let id = 0; id < forestSize(forest); id++) expect(plant(forest, id)).toBeNull()
  expect(placeOf(forest, 3).doc.text).toBe(text)
  expect(() => placeOf(forest, forestSize(forest))).toThrow(RangeError)
})

test('a string planted twice is planted once', () => {
  const once = plant(forestOf(indexJson(String.raw`["{\"a\":1}"]`)), 1)
  expect(once && plant(once, 1)).toBe(once)
})
