import { expect, test } from 'vitest'

import { ExitTable } from './exit-table.ts'

const exit = (n: number) => ({ widget: 'ask', event: `e${n}`, next: 'bye' })

test('runs share the numbers of exits; the exits of a run are not known where the table is full', () => {
  const table = new ExitTable()
  expect(table.idsOf([exit(0), exit(1)])).toEqual([0, 1])
  expect(table.idsOf([exit(1), exit(2)])).toEqual([1, 2])
  expect(table.idsOf(Array.from({ length: 30_000 }, (_, n) => exit(n)))).toBe(null)
  expect(table.exits).toHaveLength(20_000)
  expect(table.idsOf([exit(1)])).toEqual([1])
})
