import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { createChanged } from './news.ts'
import type { News } from './protocol.ts'

const [one, other] = [sidOf('FW', 1), sidOf('FW', 2)]

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function listening() {
  const heard: News[] = []
  return { heard, changed: createChanged((news) => heard.push(news)) }
}

test('the first change is told at once, those that follow as one', () => {
  const { heard, changed } = listening()
  let version = 1
  const latest = () => version
  changed(one, latest)
  expect(heard).toEqual([{ news: 'changed', flowSid: one, version: 1 }])
  for (version = 2; version < 9; version++) changed(one, latest)
  expect(heard).toHaveLength(1)
  vi.advanceTimersByTime(100)
  expect(heard.slice(1)).toEqual([{ news: 'changed', flowSid: one, version: 9 }])
})

test('at most every 100 ms, however often it changes, and nothing once it stays the same', () => {
  const { heard, changed } = listening()
  for (let ms = 0; ms < 1000; ms += 10) {
    changed(one, () => ms)
    vi.advanceTimersByTime(10)
  }
  expect(heard.length).toBeLessThanOrEqual(11)
  vi.advanceTimersByTime(100)
  const { length } = heard
  vi.advanceTimersByTime(1000)
  expect(heard).toHaveLength(length)
  expect(heard.at(-1)).toMatchObject({ version: 990 })
})

test('one flow does not keep another waiting', () => {
  const { heard, changed } = listening()
  changed(one, () => 1)
  changed(other, () => 1)
  expect(heard).toMatchObject([{ flowSid: one }, { flowSid: other }])
})
