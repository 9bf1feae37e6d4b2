import { expect, test } from 'vitest'

import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { sidOf } from '#testing/sids.ts'

import {
  rowKey,
  rowsToFetch,
  mergeCellValues,
  type CellValueCache,
  type CellValueState,
} from './cell-value-cache.ts'

const rowOf = (row: number, updated = 1000): EngagementRow => ({
  row,
  sid: sidOf('FN', row),
  status: 'ended',
  contact: null,
  started: 0,
  updated,
  durationMs: updated,
  outcome: null,
  stuck: null,
  match: null,
})
const rows = [rowOf(1), rowOf(2)]
const emptyCache: CellValueCache = new Map()
const english: CellValueState = { state: 'value', text: '"en"' }
const numbers = (requested: readonly EngagementRow[]) => requested.map(({ row }) => row)

test('cached values are not fetched again', () => {
  expect(numbers(rowsToFetch(emptyCache, rows, ['$.a'], 1))).toEqual([1, 2])
  const cache = mergeCellValues(emptyCache, rows, ['$.a'], () => [english], 1)
  expect(cache.get(rowKey(rowOf(2)))?.values.get('$.a')).toBe(english)
  expect(rowsToFetch(cache, rows, ['$.a'], 2)).toEqual([])
  expect(rowsToFetch(cache, rows, [], 2)).toEqual([])
})

test('a new path and an updated row are fetched', () => {
  const cache = mergeCellValues(emptyCache, rows, ['$.a'], () => [english], 1)
  expect(numbers(rowsToFetch(cache, rows, ['$.a', '$.b'], 1))).toEqual([1, 2])
  expect(numbers(rowsToFetch(cache, [rowOf(1, 2000), rowOf(2)], ['$.a'], 1))).toEqual([1])
  const both = mergeCellValues(cache, rows, ['$.b'], () => [english], 1)
  expect(rowsToFetch(both, rows, ['$.a', '$.b'], 1)).toEqual([])
})

test('missing and failed values are fetched again with a new engine version', () => {
  const cache = mergeCellValues(
    emptyCache,
    rows,
    ['$.a'],
    (i) => (i === 0 ? [{ state: 'not-loaded' }] : []),
    1,
  )
  expect(cache.get(rowKey(rowOf(2)))?.values.get('$.a')).toEqual({ state: 'failed' })
  expect(rowsToFetch(cache, rows, ['$.a'], 1)).toEqual([])
  expect(numbers(rowsToFetch(cache, rows, ['$.a'], 2))).toEqual([1, 2])
})

test('the cache holds at most 600 rows', () => {
  const many = Array.from({ length: 1000 }, (_, i) => rowOf(i))
  const cache = mergeCellValues(emptyCache, many, ['$.a'], () => [english], 1)
  expect(cache.size).toBe(600)
  expect(cache.has(rowKey(rowOf(999)))).toBe(true)
})
