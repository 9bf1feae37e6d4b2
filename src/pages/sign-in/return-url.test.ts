import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { storeReturnUrl, consumeReturnUrl } from './return-url.ts'

function createTab() {
  const stored = new Map<string, string>()
  const store = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  }
  return { store, stored }
}

/** Parses a path like `window.location`. */
const locationOf = (path: string) => new URL(path, 'https://flowdesk.example')
const deepLink = '/flows/FW1/engagements?status=ended&cols=$.a,b&path=$.x%5B0%5D#q=refund%20%23'

describe('a successful sign-in at a provider', () => {
  test('restores the fragment, which the server never saw', () => {
    const { store, stored } = createTab()
    const path = storeReturnUrl(locationOf(deepLink), store)
    expect(path).toBe('/flows/FW1/engagements?status=ended&cols=$.a,b&path=$.x%5B0%5D')
    expect(consumeReturnUrl(locationOf(path), store)).toEqual({ url: deepLink, error: null })
    expect(stored.size).toBe(0)
  })

  test('restores any text, however the server encodes the URL', () => {
    fc.assert(
      fc.property(arbitrarySearchText, fc.string({ unit: 'binary' }), (typed, value) => {
        const { store } = createTab()
        const before = locationOf(
          `/flows?x=${encodeURIComponent(value.toWellFormed())}#q=${encodeURIComponent(typed.toWellFormed())}`,
        )
        const path = storeReturnUrl(before, store)
        const rewritten = locationOf(path)
        rewritten.searchParams.append('y', '')
        rewritten.searchParams.delete('y')
        const { url } = consumeReturnUrl(rewritten, store)
        expect(url).toBe(before.hash === '' ? null : before.pathname + before.search + before.hash)
      }),
    )
  })

  test('leaves an existing fragment alone, and does not add one to another URL', () => {
    const { store } = createTab()
    storeReturnUrl(locationOf(deepLink), store)
    expect(consumeReturnUrl(locationOf('/flows/FW2/engagements'), store).url).toBeNull()
    expect(consumeReturnUrl(locationOf(deepLink.replace(/#.*/, '')), store).url).toBeNull()
    storeReturnUrl(locationOf(deepLink), store)
    expect(consumeReturnUrl(locationOf(deepLink.replace('refund', 'other')), store).url).toBeNull()
  })
})

describe('a failed sign-in', () => {
  test('restores the URL it started from and returns the reason', () => {
    const { store } = createTab()
    storeReturnUrl(locationOf(deepLink), store)
    expect(consumeReturnUrl(locationOf('/?sign-in=not-allowed'), store)).toEqual({
      url: deepLink,
      error: 'not-allowed',
    })
  })

  test('leaves the rest of the URL unchanged', () => {
    const { store } = createTab()
    expect(consumeReturnUrl(locationOf('/a?x=$.y,z&sign-in=expired&q=%5b#q=1'), store)).toEqual({
      url: '/a?x=$.y,z&q=%5b#q=1',
      error: 'expired',
    })
    for (const error of ['busy', 'failed'])
      expect(consumeReturnUrl(locationOf(`/?sign-in=${error}`), store)).toEqual({ url: '/', error })
  })

  test('returns "failed" for an unknown reason', () => {
    expect(consumeReturnUrl(locationOf('/?sign-in=%3Cb%3E'), createTab().store).error).toBe('failed')
  })
})

test('without storage the path still works', () => {
  const forbidden = {
    getItem: () => {
      throw new DOMException('Forbidden', 'SecurityError')
    },
    setItem: () => {
      throw new DOMException('Forbidden', 'SecurityError')
    },
    removeItem: () => {},
  }
  expect(storeReturnUrl(locationOf(deepLink), forbidden)).toBe(deepLink.replace(/#.*/, ''))
  expect(consumeReturnUrl(locationOf('/x'), forbidden)).toEqual({ url: null, error: null })
  expect(consumeReturnUrl(locationOf('/x'), null)).toEqual({ url: null, error: null })
})
