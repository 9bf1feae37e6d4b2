import { expect, test } from 'vitest'

import { at } from '#json/at.ts'
import { diffJson, markOf, sideOf } from '#json/diff.ts'
import { indexJson, pathOf } from '#json/document.ts'
import { printJsonPath } from '#json/paths.ts'

import { isUnfolded, levelOf, openDiff, reduceDiff, type DiffModel } from './diff-model.ts'

const open = (left: unknown, right: unknown, all = false) =>
  openDiff(diffJson(indexJson(JSON.stringify(left)), indexJson(JSON.stringify(right))), all)

function shown({ diff, rows }: DiffModel): string[] {
  return Array.from(rows, (entry) => {
    const { doc, node } = sideOf(diff, entry)
    return `${levelOf(diff, entry)} ${markOf(diff, entry)} ${printJsonPath(pathOf(doc, node))}`
  })
}

const left = { flow: { a: 1, b: 2 }, gone: [1], kept: { x: 1 } }
const right = { flow: { a: 1, b: 3 }, kept: { x: 1 }, come: { y: 2 } }

test('opens with what differs alone, unfolded to it', () => {
  expect(shown(open(left, right))).toEqual([
    '1 inside $.flow',
    '2 changed $.flow.b',
    '1 removed $.gone',
    '2 removed $.gone[0]',
    '1 added $.come',
    '2 added $.come.y',
  ])
})

test('all of it, with what is the same folded', () => {
  const model = reduceDiff(open(left, right), { type: 'all', all: true })
  expect(shown(model)).toContain('1 same $.kept')
  expect(shown(model)).toContain('2 same $.flow.a')
  expect(shown(model)).not.toContain('2 same $.kept.x')
})

const press = (model: DiffModel, key: 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'End') =>
  reduceDiff(model, { type: 'key', key, pageSize: 10 })

test('the keyboard unfolds, folds and goes to the parent', () => {
  let model = press(open(left, right), 'ArrowDown')
  expect(model.cursor).toBe(1)
  model = press(model, 'ArrowLeft')
  expect(model.cursor).toBe(0)
  model = press(model, 'ArrowLeft')
  expect(isUnfolded(model, at(model.rows, 0))).toBe(false)
  expect(shown(model)).toHaveLength(5)
  model = press(press(model, 'ArrowRight'), 'ArrowRight')
  expect(model.cursor).toBe(1)
  expect(press(model, 'End').cursor).toBe(5)
})

test('what has become something else altogether has two rows', () => {
  expect(shown(open([1], { a: 1 }))).toEqual(['1 removed $', '2 removed $[0]', '1 added $', '2 added $.a'])
})

test('nothing differs: no rows, and keys do nothing', () => {
  const model = open(left, left)
  expect(shown(model)).toEqual([])
  expect(reduceDiff(model, { type: 'key', key: 'ArrowRight', pageSize: 1 }).rows).toHaveLength(0)
})
