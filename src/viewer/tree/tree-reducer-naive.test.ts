import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { indexJson } from '#json/parse/document.ts'
import { fullPathOf } from '#json/embedded/embedded-documents.ts'

import { cursorId, createTreeModel, type TreeModel } from './tree-model.ts'
import { treeReducer, treeKeys, type TreeAction } from './tree-reducer.ts'

/** A naive reference tree that ignores performance: objects, recursion, a set of paths. */
class NaiveTree {
  open = new Set<string>()
  cursor = ''
  readonly root: unknown

  constructor(root: unknown) {
    this.root = root
  }

  childrenOf(path: string): string[] {
    const value = this.valueAt(path)
    return typeof value === 'object' && value !== null
      ? Object.keys(value).map((key) => `${path}/${key}`)
      : []
  }

  valueAt(path: string): unknown {
    let value = this.root
    for (const key of path.split('/').slice(1))
      value = Object.entries(Object(value)).find(([k]) => k === key)?.[1]
    return value
  }

  rows(): string[] {
    const below = (path: string): string[] => [
      path,
      ...(this.open.has(path) ? this.childrenOf(path).flatMap(below) : []),
    ]
    const top = this.childrenOf('')
    return top.length === 0 ? [''] : top.flatMap(below)
  }

  all(path = ''): string[] {
    return [path, ...this.childrenOf(path).flatMap((child) => this.all(child))]
  }

  act(action: TreeAction): void {
    const rows = this.rows()
    const row = rows.indexOf(this.cursor)
    const move = (to: number) => (this.cursor = rows[Math.min(Math.max(to, 0), rows.length - 1)] ?? '')
    const parent = this.cursor.slice(0, Math.max(0, this.cursor.lastIndexOf('/')))
    const toggle = () => {
      if (this.childrenOf(this.cursor).length === 0 || this.cursor === '') return
      if (!this.open.delete(this.cursor)) this.open.add(this.cursor)
    }
    const isExpanded = this.open.has(this.cursor) && this.childrenOf(this.cursor).length > 0
    if (action.type === 'expand all') this.open = new Set(this.all())
    else if (action.type === 'collapse all') {
      this.open.clear()
      this.cursor = this.cursor.split('/').slice(0, 2).join('/')
    } else if (action.type === 'select') move(action.row)
    else if (action.type === 'toggle') {
      move(action.row)
      toggle()
    } else if (action.type === 'key') {
      const { key, pageSize } = action
      if (key === 'ArrowDown') move(row + 1)
      else if (key === 'ArrowUp') move(row - 1)
      else if (key === 'PageDown') move(row + pageSize)
      else if (key === 'PageUp') move(row - pageSize)
      else if (key === 'Home') move(0)
      else if (key === 'End') move(rows.length - 1)
      else if (key === 'ArrowRight') {
        if (isExpanded) this.cursor = this.childrenOf(this.cursor)[0] ?? ''
        else toggle()
      } else if (key === 'ArrowLeft') {
        if (isExpanded) toggle()
        else if (parent !== '') this.cursor = parent
      } else if (key === '*') {
        if (this.cursor !== '') for (const sibling of this.childrenOf(parent)) this.open.add(sibling)
      } else toggle()
    }
  }
}

/** Objects and arrays of a few keys. No key contains `/`, which separates the steps of the naive tree's paths. */
const { value: jsonValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(null, true, 1, 'text'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd e', ''), tie('value'), { maxKeys: 5 }),
  ),
}))

const action: fc.Arbitrary<TreeAction> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('key' as const),
      key: fc.constantFrom(...treeKeys),
      pageSize: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('select' as const, 'toggle' as const),
      row: fc.nat({ max: 12 }),
    }),
  },
  fc.constantFrom({ type: 'expand all' as const }, { type: 'collapse all' as const }),
)

function naivePath(model: TreeModel, node: number): string {
  return ['', ...fullPathOf(model.documents, node)].join('/')
}

describe('compared with a naive tree', () => {
  test('has the same rows and cursor after any actions', () => {
    fc.assert(
      fc.property(jsonValue, fc.array(action, { maxLength: 30 }), (value, actions) => {
        const text = JSON.stringify(value)
        let model = treeReducer(createTreeModel(indexJson(text)), { type: 'collapse all' })
        const naive = new NaiveTree(JSON.parse(text))
        naive.cursor = naive.rows()[0] ?? ''
        for (const next of actions) {
          model = treeReducer(model, next)
          naive.act(next)
          expect(Array.from(model.rows, (node) => naivePath(model, node))).toEqual(naive.rows())
          expect(naivePath(model, cursorId(model))).toBe(naive.cursor)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
