import { describe, expect, test } from 'vitest'

import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { indexJson } from '#json/parse/document.ts'
import { fullPathOf } from '#json/embedded/embedded-documents.ts'
import { formatJsonPath } from '#json/path/json-path.ts'

import { cursorId, isNodeExpanded, createTreeModel, type TreeModel } from './tree-model.ts'
import { treeReducer, type treeKeys, type TreeAction } from './tree-reducer.ts'
import { stickyAncestors } from './tree-rows.ts'

function visiblePaths(model: TreeModel): string[] {
  return Array.from(model.rows, (node) => formatJsonPath(fullPathOf(model.documents, node)))
}

function treeOf(value: unknown): TreeModel {
  return createTreeModel(indexJson(JSON.stringify(value)))
}

describe('opens with', () => {
  test('the second level expanded', () => {
    expect(visiblePaths(treeOf({ flow: { data: { a: 1 } }, widgets: [1] }))).toEqual([
      '$.flow',
      '$.flow.data',
      '$.widgets',
      '$.widgets[0]',
    ])
  })

  test('nodes that do not fit collapsed', () => {
    const widgets = Array.from({ length: 50 }, (_, i) => i)
    expect(visiblePaths(treeOf({ trigger: { a: 1 }, widgets, contact: { b: 1 } }))).toEqual([
      '$.trigger',
      '$.trigger.a',
      '$.widgets',
      '$.contact',
      '$.contact.b',
    ])
  })

  test.each([1, null, 'text', {}, []])('only the root, when it has no children: %j', (value) => {
    expect(visiblePaths(treeOf(value))).toEqual(['$'])
  })
})

function withNewDocument(model: TreeModel, value: unknown): TreeModel {
  return treeReducer(model, { type: 'document', doc: indexJson(JSON.stringify(value)) })
}

describe('a new version of the document', () => {
  test('keeps expanded nodes and the cursor', () => {
    const first = treeOf({ widgets: { ask: { inbound: { Body: 'yes' } } }, done: false })
    const allExpanded = treeReducer(first, { type: 'expand all' })
    const atBody = treeReducer(allExpanded, { type: 'select', row: 3 })
    const after = withNewDocument(atBody, {
      flow: {},
      widgets: { greet: { x: 1 }, ask: { inbound: { Body: 'yes', To: 1 } } },
    })
    expect(visiblePaths(after)).toEqual([
      '$.flow',
      '$.widgets',
      '$.widgets.greet',
      '$.widgets.ask',
      '$.widgets.ask.inbound',
      '$.widgets.ask.inbound.Body',
      '$.widgets.ask.inbound.To',
    ])
    expect(formatJsonPath(fullPathOf(after.documents, cursorId(after)))).toBe('$.widgets.ask.inbound.Body')
  })

  test('moves the cursor to an existing row when its node is gone', () => {
    const model = treeReducer(treeOf({ a: { b: 1 }, c: 2 }), { type: 'select', row: 2 })
    expect(visiblePaths(model)[model.cursor]).toBe('$.c')
    const after = withNewDocument(model, { a: { b: 1 } })
    expect(visiblePaths(after)[after.cursor]).toBe('$.a.b')
    expect(withNewDocument(after, null).cursor).toBe(0)
  })
})

test('expands and collapses many nodes', () => {
  const doc = indexJson(`[${Array.from({ length: 100_000 }, () => '[1,2,[3,[],{}],"x",null]').join(',')}]`)
  const all = treeReducer(createTreeModel(doc), { type: 'expand all' })
  expect(all.rows).toHaveLength(doc.size - 1)
  const end = treeReducer(all, { type: 'key', key: 'End', pageSize: 10 })
  const collapsed = treeReducer(end, { type: 'collapse all' })
  expect(collapsed.rows).toHaveLength(100_000)
  expect(getOrThrow(doc.positions, cursorId(collapsed))).toBe(99_999)
})

function press(key: (typeof treeKeys)[number]): TreeAction {
  return { type: 'key', key, pageSize: 10 }
}

describe('JSON in a string', () => {
  const nested = {
    a: JSON.stringify({ x: [1, JSON.stringify({ deep: true })] }),
    b: 'plain',
    c: '{}',
    d: '{"cut',
  }

  test('expands in place, also when nested', () => {
    let model = treeOf(nested)
    expect(visiblePaths(model)).toEqual(['$.a', '$.b', '$.c', '$.d'])
    model = treeReducer(model, { type: 'toggle', row: 0 })
    model = treeReducer(model, { type: 'toggle', row: 1 })
    model = treeReducer(model, { type: 'toggle', row: 3 })
    expect(visiblePaths(model)).toEqual([
      '$.a',
      '$.a.x',
      '$.a.x[0]',
      '$.a.x[1]',
      '$.a.x[1].deep',
      '$.b',
      '$.c',
      '$.d',
    ])
    const left = treeReducer(treeReducer(model, { type: 'select', row: 4 }), press('ArrowLeft'))
    expect(visiblePaths(left)[left.cursor]).toBe('$.a.x[1]')
    expect(visiblePaths(treeReducer(model, { type: 'toggle', row: 0 }))).toEqual(['$.a', '$.b', '$.c', '$.d'])
  })

  test('empty JSON and other strings do not expand', () => {
    for (const row of [1, 2, 3]) {
      const model = treeReducer(treeOf(nested), { type: 'toggle', row })
      expect([visiblePaths(model).length, isNodeExpanded(model, cursorId(model))]).toEqual([4, false])
    }
  })

  test('stays collapsed on “expand all”, and then expands with one key press', () => {
    const all = treeReducer(treeOf(nested), { type: 'expand all' })
    expect(visiblePaths(all)).toEqual(['$.a', '$.b', '$.c', '$.d'])
    expect(visiblePaths(treeReducer(all, press('ArrowRight')))).toEqual(['$.a', '$.a.x', '$.b', '$.c', '$.d'])
  })

  test('stays expanded in a new version of the document', () => {
    const model = treeReducer(treeReducer(treeOf(nested), { type: 'toggle', row: 0 }), {
      type: 'toggle',
      row: 1,
    })
    const after = withNewDocument(treeReducer(model, { type: 'select', row: 3 }), { new: 1, ...nested })
    expect(visiblePaths(after)).toEqual([
      '$.new',
      '$.a',
      '$.a.x',
      '$.a.x[0]',
      '$.a.x[1]',
      '$.b',
      '$.c',
      '$.d',
    ])
    expect(visiblePaths(after)[after.cursor]).toBe('$.a.x[1]')
  })

  test('expands when it is the whole document', () => {
    const model = treeReducer(treeOf(JSON.stringify({ a: 1 })), { type: 'toggle', row: 0 })
    expect(visiblePaths(model)).toEqual(['$', '$.a'])
  })
})

test('hasJustExpanded is true only right after the cursor’s node was expanded', () => {
  const collapsed = treeReducer(treeOf({ a: { b: 1 }, c: { d: 1 } }), { type: 'collapse all' })
  const toggled = treeReducer(collapsed, { type: 'toggle', row: 1 })
  expect(toggled.hasJustExpanded).toBe(true)
  expect(treeReducer(toggled, { type: 'select', row: 0 }).hasJustExpanded).toBe(false)
  expect(treeReducer(toggled, { type: 'toggle', row: 1 }).hasJustExpanded).toBe(false)
  expect(treeReducer(collapsed, press('ArrowRight')).hasJustExpanded).toBe(true)
  expect(treeReducer(toggled, press('ArrowUp')).hasJustExpanded).toBe(false)
  expect(treeReducer(collapsed, { type: 'branch', row: 0, isExpanded: true }).hasJustExpanded).toBe(true)
})

test('expands to a level, and a whole branch', () => {
  const deep = { a: { b: { c: { d: 1 } } }, e: { f: 2 } }
  const second = treeReducer(treeOf(deep), { type: 'level', level: 2 })
  expect(visiblePaths(second)).toEqual(['$.a', '$.a.b', '$.e', '$.e.f'])
  const first = treeReducer(second, { type: 'level', level: 1 })
  expect(visiblePaths(first)).toEqual(['$.a', '$.e'])
  const branch = treeReducer(first, { type: 'branch', row: 0, isExpanded: true })
  expect(visiblePaths(branch)).toEqual(['$.a', '$.a.b', '$.a.b.c', '$.a.b.c.d', '$.e'])
  expect(visiblePaths(treeReducer(branch, { type: 'branch', row: 1, isExpanded: false }))).toEqual([
    '$.a',
    '$.a.b',
    '$.e',
  ])
})

test('ancestors of the first uncovered row that are scrolled out of view are sticky', () => {
  const items = Array.from({ length: 30 }, (_, i) => i)
  const model = treeReducer(treeOf({ a: { b: items }, z: items }), { type: 'expand all' })
  const stickyPaths = (first: number) =>
    stickyAncestors(model.documents, model.rows, first).map((row) => visiblePaths(model)[row])
  expect(stickyPaths(0)).toEqual([])
  expect(stickyPaths(1)).toEqual(['$.a', '$.a.b'])
  expect(stickyPaths(20)).toEqual(['$.a', '$.a.b'])
  expect(stickyPaths(31)).toEqual([])
  expect(stickyPaths(33)).toEqual(['$.z'])
})
