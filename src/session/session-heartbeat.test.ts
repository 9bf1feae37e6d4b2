import { expect, test, vi } from 'vitest'

import { createSessionHeartbeat } from './session-heartbeat.ts'

test('renews at the first use, then at most once a minute', () => {
  const clock = { now: 1_000_000 }
  const renew = vi.fn<() => void>()
  const onUse = createSessionHeartbeat(renew, () => clock.now)
  for (let second = 0; second < 150; second++) {
    onUse()
    clock.now += 1000
  }
  expect(renew).toHaveBeenCalledTimes(3)
})

test('does not renew without use', () => {
  const renew = vi.fn<() => void>()
  createSessionHeartbeat(renew)
  expect(renew).not.toHaveBeenCalled()
})
