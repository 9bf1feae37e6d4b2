import { expect, test, vi } from 'vitest'

import { createPresence } from './presence.ts'

test('the first use is told at once, and further ones once a minute', () => {
  const clock = { now: 1_000_000 }
  const tell = vi.fn<() => void>()
  const use = createPresence(tell, () => clock.now)
  for (let second = 0; second < 150; second++) {
    use()
    clock.now += 1000
  }
  expect(tell).toHaveBeenCalledTimes(3)
})

test('nobody who is not there is told of', () => {
  const tell = vi.fn<() => void>()
  createPresence(tell)
  expect(tell).not.toHaveBeenCalled()
})
