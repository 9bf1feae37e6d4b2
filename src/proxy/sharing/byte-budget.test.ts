import { expect, test, vi } from 'vitest'

import { BodyBytes, ByteBudget } from './byte-budget.ts'

test('one caller holds at most half of the bytes; stored responses without a reader may take all', () => {
  const budget = new ByteBudget(10)
  expect([budget.reserve(5, 'a'), budget.reserve(1, 'a'), budget.hasCapacity('a')]).toEqual([
    true,
    false,
    false,
  ])
  expect([budget.canHold('a'), budget.canHold('b'), budget.hasCapacity('b')]).toEqual([false, true, true])
  expect([budget.reserve(5, null), budget.reserve(1, 'b')]).toEqual([true, false])
  budget.release(1, 'a')
  expect([budget.canHold('a'), budget.usedBytes]).toEqual([true, 9])
})

test('a full budget evicts, but not for a caller that has its half', () => {
  const budget = new ByteBudget(10)
  const evict = vi.fn<() => boolean>(() => {
    budget.release(2, null)
    return true
  })
  budget.onFull(evict)
  budget.reserve(5, null)
  budget.reserve(5, 'a')
  expect([budget.reserve(1, 'a'), evict.mock.calls.length]).toEqual([false, 0])
  expect([budget.reserve(1, 'b'), evict.mock.calls.length]).toEqual([true, 1])
})

test('the bytes of a body count for its holder until they are released', () => {
  const budget = new ByteBudget(10)
  const body = new BodyBytes(budget)
  body.setHolder('a')
  expect(body.reserve(5)).toBe(true)
  expect([budget.canHold('a'), budget.canHold('b')]).toEqual([false, true])
  body.releaseFirst(2)
  body.releaseFirst(2)
  expect([budget.usedBytes, budget.reserve(2, 'a'), budget.reserve(1, 'a')]).toEqual([3, true, false])
  body.setHolder('b')
  expect([budget.reserve(3, 'a'), budget.reserve(3, 'b')]).toEqual([true, false])
  body.setHolder(null)
  body.releaseFirst(100)
  expect([budget.usedBytes, budget.reserve(5, 'b')]).toEqual([5, true])
})
