import { expect, test, vi } from 'vitest'
import * as z from 'zod/mini'

import { createPref } from './pref.ts'

const schema = z.enum(['tea', 'coffee'])

function storeOf(entries: Record<string, string>) {
  const kept = new Map(Object.entries(entries))
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

test('what was written is there the next time', () => {
  const store = storeOf({})
  const pref = createPref('drink', schema, 'tea', store)
  expect(pref.read()).toBe('tea')
  const listener = vi.fn<() => void>()
  const stop = pref.subscribe(listener)
  pref.write('coffee')
  expect(listener).toHaveBeenCalledOnce()
  stop()
  pref.write('coffee')
  expect(listener).toHaveBeenCalledOnce()
  expect(store.kept.get('flowdesk.drink')).toBe('"coffee"')
  expect(createPref('drink', schema, 'tea', store).read()).toBe('coffee')
})

test.each(['"milk"', '{', '', 'null', '[]'])(
  'what is not of the schema counts as never written: %s',
  (raw) => {
    expect(createPref('drink', schema, 'tea', storeOf({ 'flowdesk.drink': raw })).read()).toBe('tea')
  },
)

function refuses(): never {
  throw new DOMException('full', 'QuotaExceededError')
}

test('without a store it lasts as long as the page', () => {
  const none = createPref('drink', schema, 'tea', null)
  none.write('coffee')
  expect(none.read()).toBe('coffee')

  const broken = createPref('drink', schema, 'tea', { getItem: refuses, setItem: refuses })
  expect(broken.read()).toBe('tea')
  broken.write('coffee')
  expect(broken.read()).toBe('coffee')
})
