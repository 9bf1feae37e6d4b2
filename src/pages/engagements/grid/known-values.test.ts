import { expect, test } from 'vitest'

import type { EngagementRow } from '#engine/protocol.ts'
import { sidOf } from '#testing/sids.ts'

import type { ShownValue } from './cell-values.ts'
import { keyOf, rowsToAsk, takeIn, type KnownValues } from './known-values.ts'

const rowOf = (row: number, updated = 1000): EngagementRow => ({
  row,
  sid: sidOf('FN', row),
  status: 'ended',
  contact: null,
  started: 0,
  updated,
  found: null,
})
const rows = [rowOf(1), rowOf(2)]
const nothing: KnownValues = new Map()
const english: ShownValue = { state: 'value', text: '"en"' }
const numbers = (asked: readonly EngagementRow[]) => asked.map(({ row }) => row)

test('what is known is not asked for again', () => {
  expect(numbers(rowsToAsk(nothing, rows, ['$.a'], 1))).toEqual([1, 2])
  const known = takeIn(nothing, rows, ['$.a'], () => [english], 1)
  expect(known.get(keyOf(rowOf(2)))?.values.get('$.a')).toBe(english)
  expect(rowsToAsk(known, rows, ['$.a'], 2)).toEqual([])
  expect(rowsToAsk(known, rows, [], 2)).toEqual([])
})

test('another path and a later row are', () => {
  const known = takeIn(nothing, rows, ['$.a'], () => [english], 1)
  expect(numbers(rowsToAsk(known, rows, ['$.a', '$.b'], 1))).toEqual([1, 2])
  expect(numbers(rowsToAsk(known, [rowOf(1, 2000), rowOf(2)], ['$.a'], 1))).toEqual([1])
  const both = takeIn(known, rows, ['$.b'], () => [english], 1)
  expect(rowsToAsk(both, rows, ['$.a', '$.b'], 1)).toEqual([])
})

test('what could not be had is asked for once the engine knows more', () => {
  const known = takeIn(nothing, rows, ['$.a'], (i) => (i === 0 ? [{ state: 'unread' }] : []), 1)
  expect(known.get(keyOf(rowOf(2)))?.values.get('$.a')).toEqual({ state: 'failed' })
  expect(rowsToAsk(known, rows, ['$.a'], 1)).toEqual([])
  expect(numbers(rowsToAsk(known, rows, ['$.a'], 2))).toEqual([1, 2])
})

test('it does not grow without end', () => {
  const many = Array.from({ length: 1000 }, (_, i) => rowOf(i))
  const known = takeIn(nothing, many, ['$.a'], () => [english], 1)
  expect(known.size).toBe(600)
  expect(known.has(keyOf(rowOf(999)))).toBe(true)
})
