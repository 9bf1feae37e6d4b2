import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { at } from '#json/at.ts'
import { indexJson } from '#json/document.ts'
import { pathTo } from '#json/forest.ts'
import { searchForest } from '#json/search-forest.ts'
import { printJsonPath } from '#json/paths.ts'

import {
  cursorId,
  isUnfolded,
  openTree,
  reduceTree,
  treeKeys,
  type TreeAction,
  type TreeModel,
} from './tree-model.ts'
import { pinnedRows } from './tree-rows.ts'

/** The tree as one would write it without thinking of size: objects, recursion, a set of paths. */
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
    const flip = () => {
      if (this.childrenOf(this.cursor).length === 0 || this.cursor === '') return
      if (!this.open.delete(this.cursor)) this.open.add(this.cursor)
    }
    const unfolded = this.open.has(this.cursor) && this.childrenOf(this.cursor).length > 0
    if (action.type === 'expand all') this.open = new Set(this.all())
    else if (action.type === 'collapse all') {
      this.open.clear()
      this.cursor = this.cursor.split('/').slice(0, 2).join('/')
    } else if (action.type === 'select') move(action.row)
    else if (action.type === 'toggle') {
      move(action.row)
      flip()
    } else if (action.type === 'key') {
      const { key, pageSize } = action
      if (key === 'ArrowDown') move(row + 1)
      else if (key === 'ArrowUp') move(row - 1)
      else if (key === 'PageDown') move(row + pageSize)
      else if (key === 'PageUp') move(row - pageSize)
      else if (key === 'Home') move(0)
      else if (key === 'End') move(rows.length - 1)
      else if (key === 'ArrowRight') {
        if (unfolded) this.cursor = this.childrenOf(this.cursor)[0] ?? ''
        else flip()
      } else if (key === 'ArrowLeft') {
        if (unfolded) flip()
        else if (parent !== '') this.cursor = parent
      } else if (key === '*') {
        if (this.cursor !== '') for (const sibling of this.childrenOf(parent)) this.open.add(sibling)
      } else flip()
    }
  }
}

/** Objects and arrays of a few keys; `/` parts the naive tree's paths, so no key holds one. */
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
  return ['', ...pathTo(model.forest, node)].join('/')
}

describe('against a naive tree', () => {
  test('the same rows and the same cursor after any actions', () => {
    fc.assert(
      fc.property(jsonValue, fc.array(action, { maxLength: 30 }), (value, actions) => {
        const text = JSON.stringify(value)
        let model = reduceTree(openTree(indexJson(text)), { type: 'collapse all' })
        const naive = new NaiveTree(JSON.parse(text))
        naive.cursor = naive.rows()[0] ?? ''
        for (const next of actions) {
          model = reduceTree(model, next)
          naive.act(next)
          expect(Array.from(model.rows, (node) => naivePath(model, node))).toEqual(naive.rows())
          expect(naivePath(model, cursorId(model))).toBe(naive.cursor)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

function shown(model: TreeModel): string[] {
  return Array.from(model.rows, (node) => printJsonPath(pathTo(model.forest, node)))
}

function open(value: unknown): TreeModel {
  return openTree(indexJson(JSON.stringify(value)))
}

describe('opens with', () => {
  test('one level more than the first', () => {
    expect(shown(open({ flow: { data: { a: 1 } }, widgets: [1] }))).toEqual([
      '$.flow',
      '$.flow.data',
      '$.widgets',
      '$.widgets[0]',
    ])
  })

  test('what does not fit folded', () => {
    const widgets = Array.from({ length: 50 }, (_, i) => i)
    expect(shown(open({ trigger: { a: 1 }, widgets, contact: { b: 1 } }))).toEqual([
      '$.trigger',
      '$.trigger.a',
      '$.widgets',
      '$.contact',
      '$.contact.b',
    ])
  })

  test.each([1, null, 'text', {}, []])('the root alone, when it holds nothing: %j', (value) => {
    expect(shown(open(value))).toEqual(['$'])
  })
})

function again(model: TreeModel, value: unknown): TreeModel {
  return reduceTree(model, { type: 'document', doc: indexJson(JSON.stringify(value)) })
}

describe('a document read again', () => {
  test('keeps what was unfolded and where the cursor was', () => {
    const first = open({ widgets: { ask: { inbound: { Body: 'yes' } } }, done: false })
    const reading = reduceTree(first, { type: 'expand all' })
    const atBody = reduceTree(reading, { type: 'select', row: 3 })
    const after = again(atBody, {
      flow: {},
      widgets: { greet: { x: 1 }, ask: { inbound: { Body: 'yes', To: 1 } } },
    })
    expect(shown(after)).toEqual([
      '$.flow',
      '$.widgets',
      '$.widgets.greet',
      '$.widgets.ask',
      '$.widgets.ask.inbound',
      '$.widgets.ask.inbound.Body',
      '$.widgets.ask.inbound.To',
    ])
    expect(printJsonPath(pathTo(after.forest, cursorId(after)))).toBe('$.widgets.ask.inbound.Body')
  })

  test('moves the cursor to what is left when its node is gone', () => {
    const model = reduceTree(open({ a: { b: 1 }, c: 2 }), { type: 'select', row: 2 })
    expect(shown(model)[model.cursor]).toBe('$.c')
    const after = again(model, { a: { b: 1 } })
    expect(shown(after)[after.cursor]).toBe('$.a.b')
    expect(again(after, null).cursor).toBe(0)
  })
})

test('a million nodes unfold and fold', () => {
  const doc = indexJson(`[${Array.from({ length: 100_000 }, () => '[1,2,[3,[],{}],"x",null]').join(',')}]`)
  const all = reduceTree(openTree(doc), { type: 'expand all' })
  expect(all.rows).toHaveLength(doc.size - 1)
  const end = reduceTree(all, { type: 'key', key: 'End', pageSize: 10 })
  const folded = reduceTree(end, { type: 'collapse all' })
  expect(folded.rows).toHaveLength(100_000)
  expect(at(doc.positions, cursorId(folded))).toBe(99_999)
})

function press(key: (typeof treeKeys)[number]): TreeAction {
  return { type: 'key', key, pageSize: 10 }
}

async function search(model: TreeModel, text: string): Promise<TreeModel> {
  const found = await searchForest(model.forest, text, new AbortController().signal)
  return reduceTree(model, { type: 'found', text, ...found })
}

describe('JSON in a string', () => {
  const nested = {
    a: JSON.stringify({ x: [1, JSON.stringify({ deep: true })] }),
    b: 'plain',
    c: '{}',
    d: '{"cut',
  }

  test('unfolds in place, and again in itself', () => {
    let model = open(nested)
    expect(shown(model)).toEqual(['$.a', '$.b', '$.c', '$.d'])
    model = reduceTree(model, { type: 'toggle', row: 0 })
    model = reduceTree(model, { type: 'toggle', row: 1 })
    model = reduceTree(model, { type: 'toggle', row: 3 })
    expect(shown(model)).toEqual([
      '$.a',
      '$.a.x',
      '$.a.x[0]',
      '$.a.x[1]',
      '$.a.x[1].deep',
      '$.b',
      '$.c',
      '$.d',
    ])
    const left = reduceTree(reduceTree(model, { type: 'select', row: 4 }), press('ArrowLeft'))
    expect(shown(left)[left.cursor]).toBe('$.a.x[1]')
    expect(shown(reduceTree(model, { type: 'toggle', row: 0 }))).toEqual(['$.a', '$.b', '$.c', '$.d'])
  })

  test('what holds nothing, or is no JSON, does not unfold', () => {
    for (const row of [1, 2, 3]) {
      const model = reduceTree(open(nested), { type: 'toggle', row })
      expect([shown(model).length, isUnfolded(model, cursorId(model))]).toEqual([4, false])
    }
  })

  test('stays folded when all is unfolded, and unfolds at one press then', () => {
    const all = reduceTree(open(nested), { type: 'expand all' })
    expect(shown(all)).toEqual(['$.a', '$.b', '$.c', '$.d'])
    expect(shown(reduceTree(all, press('ArrowRight')))).toEqual(['$.a', '$.a.x', '$.b', '$.c', '$.d'])
  })

  test('stays unfolded when the document is read again', () => {
    const model = reduceTree(reduceTree(open(nested), { type: 'toggle', row: 0 }), { type: 'toggle', row: 1 })
    const after = again(reduceTree(model, { type: 'select', row: 3 }), { new: 1, ...nested })
    expect(shown(after)).toEqual(['$.new', '$.a', '$.a.x', '$.a.x[0]', '$.a.x[1]', '$.b', '$.c', '$.d'])
    expect(shown(after)[after.cursor]).toBe('$.a.x[1]')
  })

  test('a whole document that is JSON in a string', () => {
    const model = reduceTree(open(JSON.stringify({ a: 1 })), { type: 'toggle', row: 0 })
    expect(shown(model)).toEqual(['$', '$.a'])
  })
})

describe('matches', () => {
  const value = { a: { hit: 1 }, b: { c: { hit: 2, other: 3 } }, d: JSON.stringify({ hit: 4 }), e: 5 }

  test('are gone to one after the other, in a circle, unfolding what leads there', async () => {
    let model = await search(reduceTree(open(value), { type: 'collapse all' }), 'hit')
    const seen: (string | undefined)[] = [shown(model)[model.cursor]]
    for (let i = 0; i < 3; i++) {
      model = reduceTree(model, { type: 'match', step: 1 })
      seen.push(shown(model)[model.cursor])
    }
    expect(seen).toEqual(['$.a.hit', '$.b.c.hit', '$.d.hit', '$.a.hit'])
    expect(shown(reduceTree(model, { type: 'match', step: -1 }))).toContain('$.d.hit')
  })

  test('alone, with what leads to them', async () => {
    let model = await search(reduceTree(open(value), { type: 'collapse all' }), 'hit')
    model = reduceTree(model, { type: 'only', only: true })
    expect(shown(model)).toEqual(['$.a', '$.a.hit', '$.b', '$.b.c', '$.b.c.hit', '$.d', '$.d.hit'])
    expect(shown(reduceTree(model, { type: 'forget matches' }))).toContain('$.e')
  })

  test('none leave everything as it was', async () => {
    const model = await search(open(value), 'nowhere')
    expect(model.found?.matches).toHaveLength(0)
    expect(shown(reduceTree(model, { type: 'only', only: true }))).toEqual([])
  })
})

test('says when what the cursor is on was unfolded, and only then', () => {
  const folded = reduceTree(open({ a: { b: 1 }, c: { d: 1 } }), { type: 'collapse all' })
  const toggled = reduceTree(folded, { type: 'toggle', row: 1 })
  expect(toggled.unfolded).toBe(true)
  expect(reduceTree(toggled, { type: 'select', row: 0 }).unfolded).toBe(false)
  expect(reduceTree(toggled, { type: 'toggle', row: 1 }).unfolded).toBe(false)
  expect(reduceTree(folded, press('ArrowRight')).unfolded).toBe(true)
  expect(reduceTree(toggled, press('ArrowUp')).unfolded).toBe(false)
  expect(reduceTree(folded, { type: 'branch', row: 0, open: true }).unfolded).toBe(true)
})

test('unfolds to a level, and one branch whole', () => {
  const deep = { a: { b: { c: { d: 1 } } }, e: { f: 2 } }
  const second = reduceTree(open(deep), { type: 'level', level: 2 })
  expect(shown(second)).toEqual(['$.a', '$.a.b', '$.e', '$.e.f'])
  const folded = reduceTree(second, { type: 'level', level: 1 })
  expect(shown(folded)).toEqual(['$.a', '$.e'])
  const branch = reduceTree(folded, { type: 'branch', row: 0, open: true })
  expect(shown(branch)).toEqual(['$.a', '$.a.b', '$.a.b.c', '$.a.b.c.d', '$.e'])
  expect(shown(reduceTree(branch, { type: 'branch', row: 1, open: false }))).toEqual(['$.a', '$.a.b', '$.e'])
})

test('ancestors that were scrolled away are pinned, those of the first row beneath them', () => {
  const items = Array.from({ length: 30 }, (_, i) => i)
  const model = reduceTree(open({ a: { b: items }, z: items }), { type: 'expand all' })
  const pins = (first: number) => pinnedRows(model.forest, model.rows, first).map((row) => shown(model)[row])
  expect(pins(0)).toEqual([])
  expect(pins(1)).toEqual(['$.a', '$.a.b'])
  expect(pins(20)).toEqual(['$.a', '$.a.b'])
  expect(pins(31)).toEqual([])
  expect(pins(33)).toEqual(['$.z'])
})
