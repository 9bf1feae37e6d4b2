import { expect, test } from 'vitest'

import { createEndedSessions } from './ended-sessions.ts'

test('an ended session is known until it expires, and at most so many are', () => {
  const clock = { now: 1000 }
  const ended = createEndedSessions({ now: () => clock.now, max: 3 })
  ended.add('a', 2000)
  expect([ended.has('a'), ended.has('b')]).toEqual([true, false])
  for (const id of ['b', 'c', 'd']) ended.add(id, 3000)
  expect(['a', 'b', 'c', 'd'].map(ended.has)).toEqual([false, true, true, true])
  clock.now = 3000
  expect(ended.has('b')).toBe(false)
})
