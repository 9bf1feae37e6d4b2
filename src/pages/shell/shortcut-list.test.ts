import { expect, test } from 'vitest'

import { shortcuts } from '#ui/keys/shortcuts.ts'
import { rowNavigationKeys } from '#ui/keys/row-navigation-keys.ts'
import { diffKeys } from '#viewer/diff/diff-model.ts'
import { treeKeys } from '#viewer/tree/tree-reducer.ts'

import { chordOf, shortcutList } from './shortcut-list.ts'

function keysIn(title: string): string[] {
  const group = shortcutList.find((each) => each.title === title)
  return group?.entries.flatMap(({ chords }) => chords.flat()) ?? []
}

test('the list has every key that the app handles', () => {
  const all = shortcutList.flatMap(({ title }) => keysIn(title))
  expect(all).toEqual(expect.arrayContaining(Object.values(shortcuts)))
  expect(keysIn('In a context')).toEqual(expect.arrayContaining([...treeKeys]))
  expect(keysIn('In a context')).toEqual(expect.arrayContaining([...diffKeys]))
  expect(keysIn('In the list')).toEqual(expect.arrayContaining([...rowNavigationKeys]))
})

test('single-key shortcuts are marked, since they can be switched off', () => {
  const single = shortcutList
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.isSingleKey)
    .flatMap(({ chords }) => chords.flat())
  expect([...new Set(single)].toSorted().join(' ')).toBe('/ 1 2 3 4 5 6 7 ? J K Shift c e f g j k r x y')
})

test('keys of controls are written as they are pressed', () => {
  expect([chordOf('e'), chordOf('J'), chordOf('g f')]).toEqual([['e'], ['Shift', 'J'], ['g', 'f']])
})
