import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { mostWidth, type ColumnFacts } from './column-facts.ts'
import { choicesOf, hide, layOut, move, resize, show, unlessUsual } from './column-layout.ts'
import { widthNeeded } from './columns-that-fit.ts'

type Column = { id: string; meta: ColumnFacts }

const column = (id: string, more: Partial<ColumnFacts> = {}): Column => ({
  id,
  meta: { label: id, least: 80, track: '1fr', yields: 1, ...more },
})
const usual = [column('a'), column('b'), column('c', { always: true, yields: 0 })]
const known = { usual, more: (id: string) => (id.startsWith('$') ? column(id) : null) }
const ids = (columns: readonly Column[]) => columns.map(({ id }) => id).join(' ')

const width = fc.option(fc.nat(2 * mostWidth))
const anyChoice = fc.record({ id: fc.constantFrom('a', 'b', 'c', '$.x', '$.y', 'gone'), width })
const anyChoices = fc.option(fc.array(anyChoice, { maxLength: 8 }))

describe('a layout', () => {
  test('chosen again as it is shown stays as it is', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const shown = choicesOf(layOut(choices, known))
        expect(choicesOf(layOut(shown, known))).toEqual(shown)
        expect(choicesOf(layOut(unlessUsual(shown, usual), known))).toEqual(shown)
      }),
    )
  })

  test('shows each column once, at a width it can have, and what a row is known by always', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const columns = layOut(choices, known)
        expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
        expect(ids(columns)).toContain('c')
        for (const { meta } of columns) {
          expect(meta.width ?? meta.least).toBeGreaterThanOrEqual(80)
          expect(meta.width ?? meta.least).toBeLessThanOrEqual(mostWidth)
        }
      }),
    )
  })

  test('leaves out what means nothing', () => {
    const choices = [
      { id: 'gone', width: null },
      { id: '$.x', width: null },
      { id: 'a', width: null },
    ]
    expect(ids(layOut(choices, known))).toBe('$.x a c')
  })

  test('drops no column that was asked for', () => {
    const usualOnes = choicesOf(usual)
    const yields = (choices: typeof usualOnes) => layOut(choices, known).map(({ meta }) => meta.yields)
    expect(yields(usualOnes)).toEqual([1, 1, 0])
    expect(yields(resize(usualOnes, 'a', 200))).toEqual([0, 1, 0])
    expect(yields(show(usualOnes, '$.x', 'c'))).toEqual([0, 0, 0, 0])
    expect(yields(hide(usualOnes, 'a'))).toEqual([0, 0])
  })

  test('needs the widths that were chosen', () => {
    const choices = resize(choicesOf(usual), 'a', 300)
    expect(widthNeeded(layOut(choices, known), 1000)).toBe(300 + 80 + 80 + 24)
  })
})

describe('changes', () => {
  const abc = choicesOf(usual)
  const idsOf = (choices: typeof abc) => choices.map(({ id }) => id).join(' ')

  test('hide, then show where it was', () => {
    expect(show(hide(abc, 'b'), 'b', 'c')).toEqual(abc)
    expect(idsOf(show(abc, '$.x', null))).toBe('a b c $.x')
    expect(show(abc, 'a', null)).toBe(abc)
  })

  test('move, no further than the ends', () => {
    expect(idsOf(move(abc, 'a', 1))).toBe('b a c')
    expect(idsOf(move(abc, 'a', 9))).toBe('b c a')
    expect(idsOf(move(abc, 'a', -1))).toBe('a b c')
    expect(move(abc, 'z', 1)).toBe(abc)
  })

  test('there and back again', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -2, max: 2 }), (id, by) => {
        const from = abc.findIndex((choice) => choice.id === id)
        const to = move(abc, id, by).findIndex((choice) => choice.id === id)
        expect(to).toBe(Math.min(Math.max(from + by, 0), 2))
        expect(move(move(abc, id, by), id, from - to)).toEqual(abc)
      }),
    )
  })

  test('a width given and taken back leaves nothing to keep', () => {
    expect(unlessUsual(resize(abc, 'a', 300), usual)).not.toBeNull()
    expect(unlessUsual(resize(resize(abc, 'a', 300), 'a', null), usual)).toBeNull()
  })
})
