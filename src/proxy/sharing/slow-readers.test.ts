import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { SlowReaders, minReadRate } from './slow-readers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setup() {
  const others = { waitMs: 0, overShare: new Set<string>(), areHeldUp: false }
  const slowReaders = new SlowReaders({
    othersWaitMs: () => others.waitMs,
    isOverShare: (caller) => others.overShare.has(caller),
    now: () => performance.now(),
  })
  const broken: string[] = []
  const watch = (caller: string) => {
    const pace = slowReaders.watch({
      caller,
      holdsUpOthers: () => others.areHeldUp,
      breakOff() {
        broken.push(caller)
        pace.stopBlocking()
      },
    })
    pace.startBlocking()
    return pace
  }
  return { others, watch, broken }
}

test('the slowest is broken off first, one a second, while others wait', () => {
  const { others, watch, broken } = setup()
  const faster = watch('faster')
  watch('slower')
  watch('waits').stopBlocking()
  vi.advanceTimersByTime(4000)
  faster.onRead(minReadRate)
  others.waitMs = 2000
  vi.advanceTimersByTime(999)
  expect(broken).toEqual([])
  vi.advanceTimersByTime(1)
  expect(broken).toEqual(['slower'])
  vi.advanceTimersByTime(1000)
  expect(broken).toEqual(['slower', 'faster'])
  vi.advanceTimersByTime(1000)
  expect([broken.length, vi.getTimerCount()]).toEqual([2, 0])
})

test('no reader is broken off while others have waited for less than 2 s', () => {
  const { others, watch, broken } = setup()
  watch('a')
  others.waitMs = 1999
  vi.advanceTimersByTime(60_000)
  expect(broken).toEqual([])
})

test('a reader at the minimum rate goes on, unless its caller has more than half of the places', () => {
  const { others, watch, broken } = setup()
  const pace = watch('a')
  others.waitMs = 2000
  const readAlong = () => {
    for (let i = 0; i < 100; i++) {
      vi.advanceTimersByTime(1000)
      pace.onRead(minReadRate)
    }
  }
  readAlong()
  expect(broken).toEqual([])
  others.overShare.add('a')
  readAlong()
  expect(broken).toEqual(['a'])
})

test('time in which the body does not wait for the reader does not count', () => {
  const { others, watch, broken } = setup()
  others.waitMs = 2000
  const pace = watch('a')
  vi.advanceTimersByTime(3000)
  pace.stopBlocking()
  vi.advanceTimersByTime(60_000)
  pace.startBlocking()
  vi.advanceTimersByTime(1000)
  expect(broken).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(broken).toEqual(['a'])
})

test('a slow reader that holds up other readers of its body is broken off although no request waits', () => {
  const { others, watch, broken } = setup()
  watch('a')
  others.areHeldUp = true
  vi.advanceTimersByTime(5000)
  expect(broken).toEqual(['a'])
})
