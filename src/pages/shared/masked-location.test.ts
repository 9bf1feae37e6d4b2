import fc from 'fast-check'
import type { Navigator, To } from 'react-router'
import { expect, test } from 'vitest'

import { defaultUrlState, paths } from '#urls/urls.ts'
import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'
import { sidOf } from '#testing/sids.ts'

import { maskNavigator, searchTextOf } from './masked-location.ts'

const createHref = (to: To) =>
  typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}${to.hash ?? ''}`

/** A navigator that keeps the last address and its state. */
function createTestNavigator() {
  const last = { href: '', state: null as unknown }
  const go = (to: To, state: unknown) => Object.assign(last, { href: createHref(to), state })
  const navigator: Navigator = { createHref, go: () => {}, push: go, replace: go }
  return { navigator: maskNavigator(navigator), last }
}

const listOf = (text: string) =>
  paths.engagements(sidOf('FW', 1), {
    ...defaultUrlState,
    listQuery: { ...defaultUrlState.listQuery, status: 'active', text },
  })
const hashOf = (href: string) => new URL(href, 'http://localhost').hash

test.each([
  ['+14155550199', '+1••••••••99'],
  ['5550199 parcel', '•••••99 parcel'],
  ['contact:=whatsapp:+14155550199', 'contact:=whatsapp:+1••••••••99'],
])('while masked, a search for %s is written as %s', (typed, masked) => {
  const { navigator, last } = createTestNavigator()
  navigator.push(listOf(typed), null)
  expect(decodeURIComponent(last.href)).toContain(`?status=active#q=${masked}`)
  expect(navigator.createHref(listOf(typed))).toBe(last.href)
  expect(searchTextOf({ hash: hashOf(last.href), state: last.state })).toBe(typed)
  // In another tab the typed text is not known.
  expect(searchTextOf({ hash: hashOf(last.href), state: null })).toBe(masked)
})

test('a text without personal data is written as it is', () => {
  const { navigator, last } = createTestNavigator()
  navigator.replace(listOf('lost parcel after:2026-11-03'), 'state')
  expect(last).toEqual({ href: listOf('lost parcel after:2026-11-03'), state: 'state' })
})

test('whatever is typed, the search stays the same, and a masked address is not masked again', () => {
  const number = fc
    .array(fc.constantFrom('+1', '415', '555', '0199', ' ', '-', '(', ')', '•', 'a'))
    .map((some) => some.join(''))
  fc.assert(
    fc.property(fc.oneof(arbitrarySearchText, number), (text) => {
      const typed = text.toWellFormed()
      const { navigator, last } = createTestNavigator()
      navigator.push(paths.flows(typed), null)
      expect(searchTextOf({ hash: hashOf(last.href), state: last.state })).toBe(typed)
      expect(navigator.createHref(last.href)).toBe(last.href)
    }),
    { numRuns: 2000 },
  )
})
