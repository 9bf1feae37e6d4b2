import { expect, test } from 'vitest'

import { pluralize } from './count.ts'

test('pluralize uses the singular for 1 only', () => {
  expect([pluralize(0, 'flow'), pluralize(1, 'flow'), pluralize(12_000, 'engagement')]).toEqual([
    '0 flows',
    '1 flow',
    '12,000 engagements',
  ])
})
