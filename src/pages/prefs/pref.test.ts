import { expect, test, vi } from 'vitest'

import { isOneOf } from '#contract/schema/checks.ts'

import { createPref } from './pref.ts'

const isDrink = isOneOf(['tea', 'coffee'])

function createStorage(entries: Record<string, string>) {
  const stored = new Map(Object.entries(entries))
  return {
    stored,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
}

test('a written value is read the next time', () => {
  const storage = createStorage({})
  const pref = createPref('drink', isDrink, 'tea', storage)
  expect(pref.read()).toBe('tea')
  const listener = vi.fn<() => void>()
  const stop = pref.subscribe(listener)
  pref.write('coffee')
  expect(listener).toHaveBeenCalledOnce()
  stop()
  pref.write('coffee')
  expect(listener).toHaveBeenCalledOnce()
  expect(storage.stored.get('flowdesk.drink')).toBe('"coffee"')
  expect(createPref('drink', isDrink, 'tea', storage).read()).toBe('coffee')
})

test.each(['"milk"', '{', '', 'null', '[]'])('a stored value that is not valid is ignored: %s', (raw) => {
  expect(createPref('drink', isDrink, 'tea', createStorage({ 'flowdesk.drink': raw })).read()).toBe('tea')
})

function throwQuotaExceeded(): never {
  throw new DOMException('full', 'QuotaExceededError')
}

test('without storage the value lasts until the page is closed', () => {
  const unstored = createPref('drink', isDrink, 'tea', null)
  unstored.write('coffee')
  expect(unstored.read()).toBe('coffee')

  const broken = createPref('drink', isDrink, 'tea', {
    getItem: throwQuotaExceeded,
    setItem: throwQuotaExceeded,
  })
  expect(broken.read()).toBe('tea')
  broken.write('coffee')
  expect(broken.read()).toBe('coffee')
})

test('what another tab has written is read without subscribers, and after a return to the page', () => {
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  const storage = createStorage({})
  const pref = createPref('drink', isDrink, 'tea', storage)
  vi.unstubAllGlobals()
  storage.setItem('flowdesk.drink', '"coffee"')
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'flowdesk.food' }))
  expect(pref.read()).toBe('tea')
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'flowdesk.drink' }))
  expect(pref.read()).toBe('coffee')
  storage.setItem('flowdesk.drink', '"tea"')
  page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  expect(pref.read()).toBe('tea')
})
