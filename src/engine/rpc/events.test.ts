import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { createChangeNotifier } from './events.ts'
import type { EngineEvent } from './protocol.ts'

const [one, other] = [sidOf('FW', 1), sidOf('FW', 2)]

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function createFixture() {
  const events: EngineEvent[] = []
  return { events, emitChanged: createChangeNotifier((event) => events.push(event)) }
}

test('emits the first change at once and combines those that follow', () => {
  const { events, emitChanged } = createFixture()
  let version = 1
  const latest = () => version
  emitChanged(one, latest)
  expect(events).toEqual([{ type: 'changed', runList: one, version: 1 }])
  for (version = 2; version < 9; version++) emitChanged(one, latest)
  expect(events).toHaveLength(1)
  vi.advanceTimersByTime(100)
  expect(events.slice(1)).toEqual([{ type: 'changed', runList: one, version: 9 }])
})

test('emits at most every 100 ms, and nothing when there are no more changes', () => {
  const { events, emitChanged } = createFixture()
  for (let ms = 0; ms < 1000; ms += 10) {
    emitChanged(one, () => ms)
    vi.advanceTimersByTime(10)
  }
  expect(events.length).toBeLessThanOrEqual(11)
  vi.advanceTimersByTime(100)
  const { length } = events
  vi.advanceTimersByTime(1000)
  expect(events).toHaveLength(length)
  expect(events.at(-1)).toMatchObject({ version: 990 })
})

test('throttles each flow separately', () => {
  const { events, emitChanged } = createFixture()
  emitChanged(one, () => 1)
  emitChanged(other, () => 1)
  expect(events).toMatchObject([{ runList: one }, { runList: other }])
})

test('an urgent change is emitted at once, with all before it, and throttles those after it', () => {
  const { events, emitChanged } = createFixture()
  emitChanged(one, () => 1)
  emitChanged(one, () => 2)
  emitChanged(one, () => 3, 0)
  expect(events.slice(1)).toEqual([{ type: 'changed', runList: one, version: 3 }])
  emitChanged(one, () => 4)
  expect(events).toHaveLength(2)
  vi.advanceTimersByTime(100)
  expect(events.slice(2)).toEqual([{ type: 'changed', runList: one, version: 4 }])
  vi.advanceTimersByTime(1000)
  expect(events).toHaveLength(3)
})

test('a change that may wait longer waits for the interval of the next one', () => {
  const { events, emitChanged } = createFixture()
  emitChanged(one, () => 1, 250)
  emitChanged(one, () => 2, 250)
  vi.advanceTimersByTime(120)
  expect(events).toHaveLength(1)
  emitChanged(one, () => 3)
  expect(events.slice(1)).toEqual([{ type: 'changed', runList: one, version: 3 }])
  emitChanged(one, () => 4, 250)
  vi.advanceTimersByTime(50)
  emitChanged(one, () => 5)
  vi.advanceTimersByTime(50)
  expect(events.slice(2)).toEqual([{ type: 'changed', runList: one, version: 5 }])
  vi.advanceTimersByTime(1000)
  expect(events).toHaveLength(3)
})
