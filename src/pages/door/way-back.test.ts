import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { typedText } from '#testing/typed-text.ts'

import { keepAddress, takeReturn } from './way-back.ts'

function tab() {
  const kept = new Map<string, string>()
  const store = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  return { store, kept }
}

/** As a browser takes an address apart. */
const at = (address: string) => new URL(address, 'https://flowdesk.example')
const deep = '/flows/FW1/engagements?status=ended&cols=$.a,b&path=$.x%5B0%5D#q=refund%20%23'

describe('signing in at a provider', () => {
  test('comes back to the fragment, which the server never saw', () => {
    const { store, kept } = tab()
    const path = keepAddress(at(deep), store)
    expect(path).toBe('/flows/FW1/engagements?status=ended&cols=$.a,b&path=$.x%5B0%5D')
    expect(takeReturn(at(path), store)).toEqual({ address: deep, refusal: null })
    expect(kept.size).toBe(0)
  })

  test('whatever was typed, however the server writes the address', () => {
    fc.assert(
      fc.property(typedText, fc.string({ unit: 'binary' }), (typed, value) => {
        const { store } = tab()
        const before = at(
          `/flows?x=${encodeURIComponent(value.toWellFormed())}#q=${encodeURIComponent(typed.toWellFormed())}`,
        )
        const path = keepAddress(before, store)
        const rewritten = at(path)
        rewritten.searchParams.append('y', '')
        rewritten.searchParams.delete('y')
        const { address } = takeReturn(rewritten, store)
        expect(address).toBe(before.hash === '' ? null : before.pathname + before.search + before.hash)
      }),
    )
  })

  test('a fragment that was there stays; one of another address is forgotten', () => {
    const { store } = tab()
    keepAddress(at(deep), store)
    expect(takeReturn(at('/flows/FW2/engagements'), store).address).toBeNull()
    expect(takeReturn(at(deep.replace(/#.*/, '')), store).address).toBeNull()
    keepAddress(at(deep), store)
    expect(takeReturn(at(deep.replace('refund', 'other')), store).address).toBeNull()
  })
})

describe('a sign-in that was refused', () => {
  test('comes back to where it began, and says why', () => {
    const { store } = tab()
    keepAddress(at(deep), store)
    expect(takeReturn(at('/?sign-in=not-allowed'), store)).toEqual({ address: deep, refusal: 'not-allowed' })
  })

  test('leaves the rest of an address letter for letter', () => {
    const { store } = tab()
    expect(takeReturn(at('/a?x=$.y,z&sign-in=expired&q=%5b#q=1'), store)).toEqual({
      address: '/a?x=$.y,z&q=%5b#q=1',
      refusal: 'expired',
    })
    expect(takeReturn(at('/?sign-in=failed'), store)).toEqual({ address: '/', refusal: 'failed' })
  })

  test('for a reason nobody knows has failed', () => {
    expect(takeReturn(at('/?sign-in=%3Cb%3E'), tab().store).refusal).toBe('failed')
  })
})

test('where the browser keeps nothing, the path is found all the same', () => {
  const forbidden = {
    getItem: () => {
      throw new DOMException('Forbidden', 'SecurityError')
    },
    setItem: () => {
      throw new DOMException('Forbidden', 'SecurityError')
    },
    removeItem: () => {},
  }
  expect(keepAddress(at(deep), forbidden)).toBe(deep.replace(/#.*/, ''))
  expect(takeReturn(at('/x'), forbidden)).toEqual({ address: null, refusal: null })
  expect(takeReturn(at('/x'), null)).toEqual({ address: null, refusal: null })
})
