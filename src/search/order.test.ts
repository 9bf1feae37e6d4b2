import { expect, test } from 'vitest'

import { parseOrder, printOrder } from './order.ts'
import { orderKeys } from './question.ts'

test.each(orderKeys)('what is printed of %s is read back', (by) => {
  for (const descending of [true, false]) {
    expect(parseOrder(printOrder({ by, descending }))).toEqual({ by, descending })
  }
})

test.each(['', '-', '--started', 'Started', 'sid', ' started'])('no order: "%s"', (text) => {
  expect(parseOrder(text)).toBeNull()
})
