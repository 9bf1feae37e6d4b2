import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { maxColumnWidth, type GridColumnMeta } from './column-meta.ts'
import {
  toColumnLayout,
  hideColumn,
  applyColumnLayout,
  moveColumn,
  resizeColumn,
  showColumn,
  nullIfDefault,
} from './column-layout.ts'
import { minRowWidth } from './responsive-columns.ts'

type Column = { id: string; meta: GridColumnMeta }

const column = (id: string, more: Partial<GridColumnMeta> = {}): Column => ({
  id,
  meta: { label: id, minWidth: 80, gridTrack: '1fr', hidePriority: 1, ...more },
})
const defaults = [column('a'), column('b'), column('c', { isAlwaysVisible: true, hidePriority: 0 })]
const available = { defaults, createColumn: (id: string) => (id.startsWith('$') ? column(id) : null) }
const ids = (columns: readonly Column[]) => columns.map(({ id }) => id).join(' ')

const width = fc.option(fc.nat(2 * maxColumnWidth))
const anyItem = fc.record({ id: fc.constantFrom('a', 'b', 'c', '$.x', '$.y', 'unknown'), width })
const anyLayout = fc.option(fc.array(anyItem, { maxLength: 8 }))

describe('a layout', () => {
  test('that is applied and read back stays the same', () => {
    fc.assert(
      fc.property(anyLayout, (choices) => {
        const displayed = toColumnLayout(applyColumnLayout(choices, available))
        expect(toColumnLayout(applyColumnLayout(displayed, available))).toEqual(displayed)
        expect(toColumnLayout(applyColumnLayout(nullIfDefault(displayed, defaults), available))).toEqual(
          displayed,
        )
      }),
    )
  })

  test('shows each column once, within the width limits, and required columns always', () => {
    fc.assert(
      fc.property(anyLayout, (choices) => {
        const columns = applyColumnLayout(choices, available)
        expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
        expect(ids(columns)).toContain('c')
        for (const { meta } of columns) {
          expect(meta.width ?? meta.minWidth).toBeGreaterThanOrEqual(80)
          expect(meta.width ?? meta.minWidth).toBeLessThanOrEqual(maxColumnWidth)
        }
      }),
    )
  })

  test('ignores unknown column ids', () => {
    const choices = [
      { id: 'unknown', width: null },
      { id: '$.x', width: null },
      { id: 'a', width: null },
    ]
    expect(ids(applyColumnLayout(choices, available))).toBe('$.x a c')
  })

  test('never hides a chosen column for lack of space', () => {
    const defaultLayout = toColumnLayout(defaults)
    const priorities = (choices: typeof defaultLayout) =>
      applyColumnLayout(choices, available).map(({ meta }) => meta.hidePriority)
    expect(priorities(defaultLayout)).toEqual([1, 1, 0])
    expect(priorities(resizeColumn(defaultLayout, 'a', 200))).toEqual([0, 1, 0])
    expect(priorities(showColumn(defaultLayout, '$.x', 'c'))).toEqual([0, 0, 0, 0])
    expect(priorities(hideColumn(defaultLayout, 'a'))).toEqual([0, 0])
  })

  test('of an earlier version, without a column that was added later, counts as the default one', () => {
    const later = defaults.map((each) =>
      each.id === 'b' ? { ...each, meta: { ...each.meta, isAddedLater: true } } : each,
    )
    const layout = toColumnLayout(defaults)
    const priorities = (choices: typeof layout) =>
      applyColumnLayout(choices, { ...available, defaults: later }).map(({ meta }) => meta.hidePriority)
    expect(priorities(hideColumn(layout, 'b'))).toEqual([1, 0])
    expect(priorities(hideColumn(layout, 'a'))).toEqual([0, 0])
  })

  test('uses the chosen widths', () => {
    const choices = resizeColumn(toColumnLayout(defaults), 'a', 300)
    expect(minRowWidth(applyColumnLayout(choices, available), 1000)).toBe(300 + 80 + 80 + 24)
  })
})

describe('changes', () => {
  const abc = toColumnLayout(defaults)
  const idsOf = (choices: typeof abc) => choices.map(({ id }) => id).join(' ')

  test('hide and show a column at its position', () => {
    expect(showColumn(hideColumn(abc, 'b'), 'b', 'c')).toEqual(abc)
    expect(idsOf(showColumn(abc, '$.x', null))).toBe('a b c $.x')
    expect(showColumn(abc, 'a', null)).toBe(abc)
  })

  test('move a column, no further than the ends', () => {
    expect(idsOf(moveColumn(abc, 'a', 1))).toBe('b a c')
    expect(idsOf(moveColumn(abc, 'a', 9))).toBe('b c a')
    expect(idsOf(moveColumn(abc, 'a', -1))).toBe('a b c')
    expect(moveColumn(abc, 'z', 1)).toBe(abc)
  })

  test('undo a move with the opposite move', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -2, max: 2 }), (id, by) => {
        const from = abc.findIndex((choice) => choice.id === id)
        const to = moveColumn(abc, id, by).findIndex((choice) => choice.id === id)
        expect(to).toBe(Math.min(Math.max(from + by, 0), 2))
        expect(moveColumn(moveColumn(abc, id, by), id, from - to)).toEqual(abc)
      }),
    )
  })

  test('equal the default layout after a width is reset', () => {
    expect(nullIfDefault(resizeColumn(abc, 'a', 300), defaults)).not.toBeNull()
    expect(nullIfDefault(resizeColumn(resizeColumn(abc, 'a', 300), 'a', null), defaults)).toBeNull()
  })
})
