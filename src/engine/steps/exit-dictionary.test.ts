import { expect, test } from 'vitest'

import { ExitDictionary } from './exit-dictionary.ts'

const exit = (n: number) => ({ widget: 'ask', event: `e${n}`, next: 'bye' })

test('runs share the numbers of exits; the exits of a run are not known where the dictionary is full', () => {
  const dictionary = new ExitDictionary()
  expect(dictionary.idsOf([exit(0), exit(1)])).toEqual([0, 1])
  expect(dictionary.idsOf([exit(1), exit(2)])).toEqual([1, 2])
  expect(dictionary.idsOf(Array.from({ length: 30_000 }, (_, n) => exit(n)))).toBe(null)
  expect(dictionary.exits).toHaveLength(20_000)
  expect(dictionary.idsOf([exit(1)])).toEqual([1])
})
