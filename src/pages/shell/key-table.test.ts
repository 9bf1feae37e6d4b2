import { expect, test } from 'vitest'

import { keys } from '#ui/keys.ts'
import { rowKeys } from '#ui/row-keys.ts'
import { diffKeys } from '#viewer/diff/diff-model.ts'
import { treeKeys } from '#viewer/tree/tree-model.ts'

import { keyTable } from './key-table.ts'

function named(title: string): string[] {
  const group = keyTable.find((each) => each.title === title)
  return group?.rows.flatMap(({ chords }) => chords.flat()) ?? []
}

test('every key that is heard is in the table', () => {
  const all = keyTable.flatMap(({ title }) => named(title))
  expect(all).toEqual(expect.arrayContaining(Object.values(keys)))
  expect(named('In a context')).toEqual(expect.arrayContaining([...treeKeys]))
  expect(named('In a context')).toEqual(expect.arrayContaining([...diffKeys]))
  expect(named('In the list')).toEqual(expect.arrayContaining([...rowKeys]))
})

test('single keys are said to be such: they can be switched off', () => {
  const single = keyTable
    .flatMap(({ rows }) => rows)
    .filter((row) => row.single)
    .flatMap(({ chords }) => chords.flat())
  expect(single.toSorted()).toEqual([keys.help, keys.search, keys.next, keys.previous].toSorted())
})
