import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { LogFields } from './log.ts'
import { createRefusalLog } from './refusals.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setupRefusals() {
  const write = vi.fn<(audit: string, fields: LogFields) => void>()
  const record = createRefusalLog(write)
  const refuse = (address: string, audit = 'refused') =>
    record({ audit, address, fields: { address, status: 401 } })
  return { write, refuse }
}

test('the first of each kind and address is written at once, and the others as one line a minute later', () => {
  const { write, refuse } = setupRefusals()
  for (let i = 0; i < 5; i++) refuse('203.0.113.7')
  refuse('203.0.113.8')
  refuse('203.0.113.7', 'sign-in-refused')
  expect(write.mock.calls).toEqual([
    ['refused', { address: '203.0.113.7', status: 401 }],
    ['refused', { address: '203.0.113.8', status: 401 }],
    ['sign-in-refused', { address: '203.0.113.7', status: 401 }],
  ])
  write.mockClear()
  vi.advanceTimersByTime(60_000)
  const what = 'more within a minute'
  expect(write.mock.calls).toEqual([['refused', { user: null, address: '203.0.113.7', count: 4, what }]])
  expect(vi.getTimerCount()).toBe(0)
})

test('100,000 addresses write at most 10,001 lines a minute, and none is forgotten', () => {
  const { write, refuse } = setupRefusals()
  for (let i = 0; i < 100_000; i++) refuse(`2001:db8:${i >> 16}:${(i & 0xffff).toString(16)}::1`)
  expect(write).toHaveBeenCalledTimes(10_001)
  write.mockClear()
  vi.advanceTimersByTime(60_000)
  expect(write.mock.calls).toEqual([
    ['refused', expect.objectContaining({ address: 'other addresses', count: 89_999 })],
  ])
})

test('all addresses of an IPv6 /64 are one', () => {
  const { write, refuse } = setupRefusals()
  for (let i = 1; i <= 100; i++) refuse(`2001:db8:1:2::${i}`)
  expect(write.mock.calls).toEqual([['refused', { address: '2001:db8:1:2::1', status: 401 }]])
  vi.advanceTimersByTime(60_000)
  expect(write.mock.lastCall?.[1]).toMatchObject({ address: '2001:db8:1:2::/64', count: 99 })
})
