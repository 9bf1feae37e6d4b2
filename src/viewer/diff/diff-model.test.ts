import { expect, test } from 'vitest'

import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffJson, diffStatusOf, displayedSide } from '#json/diff/diff-json.ts'
import { indexJson, pathOf } from '#json/parse/document.ts'
import { formatJsonPath } from '#json/path/json-path.ts'

import {
  isEntryExpanded,
  entryLevel,
  createDiffModel,
  diffReducer,
  visibleDifferenceCount,
  type DiffModel,
} from './diff-model.ts'

const open = (left: unknown, right: unknown, all = false) =>
  createDiffModel(diffJson(indexJson(JSON.stringify(left)), indexJson(JSON.stringify(right))), all)

function visiblePaths({ diff, rows }: DiffModel): string[] {
  return Array.from(rows, (entry) => {
    const { doc, node } = displayedSide(diff, entry)
    return `${entryLevel(diff, entry)} ${diffStatusOf(diff, entry)} ${formatJsonPath(pathOf(doc, node))}`
  })
}

const left = { flow: { a: 1, b: 2 }, removed: [1], same: { x: 1 } }
const right = { flow: { a: 1, b: 3 }, same: { x: 1 }, added: { y: 2 } }

test('opens with only the differences, expanded down to them', () => {
  expect(visiblePaths(open(left, right))).toEqual([
    '1 nested $.flow',
    '2 changed $.flow.b',
    '1 removed $.removed',
    '2 removed $.removed[0]',
    '1 added $.added',
    '2 added $.added.y',
  ])
})

test('shows all entries on request, unchanged ones collapsed', () => {
  const model = diffReducer(open(left, right), { type: 'show unchanged', showsUnchanged: true })
  expect(visiblePaths(model)).toContain('1 same $.same')
  expect(visiblePaths(model)).toContain('2 same $.flow.a')
  expect(visiblePaths(model)).not.toContain('2 same $.same.x')
})

const press = (model: DiffModel, key: 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'End') =>
  diffReducer(model, { type: 'key', key, pageSize: 10 })

test('the keyboard expands, collapses and moves to the parent', () => {
  let model = press(open(left, right), 'ArrowDown')
  expect(model.cursor).toBe(1)
  model = press(model, 'ArrowLeft')
  expect(model.cursor).toBe(0)
  model = press(model, 'ArrowLeft')
  expect(isEntryExpanded(model, getOrThrow(model.rows, 0))).toBe(false)
  expect(visiblePaths(model)).toHaveLength(5)
  model = press(press(model, 'ArrowRight'), 'ArrowRight')
  expect(model.cursor).toBe(1)
  expect(press(model, 'End').cursor).toBe(5)
})

test('a root that changed its kind has two rows', () => {
  expect(visiblePaths(open([1], { a: 1 }))).toEqual([
    '1 removed $',
    '2 removed $[0]',
    '1 added $',
    '2 added $.a',
  ])
})

test('without differences there are no rows and keys do nothing', () => {
  const model = open(left, left)
  expect(visiblePaths(model)).toEqual([])
  expect(diffReducer(model, { type: 'key', key: 'ArrowRight', pageSize: 1 }).rows).toHaveLength(0)
})

test('expected differences are hidden, with what holds nothing else, until they are asked for', () => {
  const diff = diffJson(
    indexJson(JSON.stringify({ a: { id: 'x1' }, b: { id: 'x1', body: 'yes' }, n: 1 })),
    indexJson(JSON.stringify({ a: { id: 'x2' }, b: { id: 'x2', body: 'no' }, n: 2 })),
  )
  const model = createDiffModel(diff, false, (before, after) => before[0] === 'x' && after[0] === 'x')
  expect(visiblePaths(model)).toEqual(['1 nested $.b', '2 changed $.b.body', '1 changed $.n'])
  expect([model.expectedCounts?.[0], visibleDifferenceCount(model, 0)]).toEqual([2, 2])
  const all = diffReducer(model, { type: 'show expected', showsExpected: true })
  expect(visiblePaths(all)).toHaveLength(6)
  expect(visibleDifferenceCount(all, 0)).toBe(4)
})
