import { expect, test } from 'vitest'

import { mountOrder } from './mount-order.ts'

const node = (id: string, x: number, y: number) => ({ id, position: { x, y }, data: { widget: id } })
const nodes = [node('far', 900, 0), node('near', 30, 40), node('here', 0, 0), node('next', 10, 0)]
const inOrder = (start: string | null) => [...mountOrder(nodes, start).keys()]

test('the nearest to the widget in view are mounted first; without one, those nearest to the first', () => {
  expect(inOrder('here')).toEqual(['here', 'next', 'near', 'far'])
  expect(inOrder('unknown')).toEqual(['far', 'near', 'next', 'here'])
  expect(inOrder(null)[0]).toBe('far')
  expect([...mountOrder([], 'here')]).toEqual([])
})
