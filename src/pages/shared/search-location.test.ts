import fc from 'fast-check'
import type { Navigator, To } from 'react-router'
import { expect, test } from 'vitest'

import { defaultUrlState, paths } from '#urls/urls.ts'
import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'
import { sidOf } from '#testing/sids.ts'

import { createSearchNavigator, queryOf, searchTextOf, typingState } from './search-location.ts'

const createHref = (to: To) =>
  typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}${to.hash ?? ''}`

/** A navigator with its history entries, of which the last is the current one. */
function createTestNavigator({ isMasked = true } = {}) {
  const last = { href: '/', state: null as unknown }
  const entries = [{ ...last }]
  const replace = (to: To, state: unknown) => {
    Object.assign(last, { href: createHref(to), state })
    entries.splice(-1, 1, { ...last })
  }
  const push = (to: To, state: unknown) => {
    entries.push({ ...last })
    replace(to, state)
  }
  const navigator = createSearchNavigator({ createHref, go: () => {}, push, replace } satisfies Navigator, {
    isMasked,
    current: () => ({ ...parsePath(last.href), state: last.state }),
  })
  return { navigator, last, entries }
}

const parsePath = (href: string) => {
  const { pathname, search, hash } = new URL(href, 'http://localhost')
  return { pathname, search, hash }
}

const listOf = (text: string) =>
  paths.engagements(sidOf('FW', 1), {
    ...defaultUrlState,
    listQuery: { ...defaultUrlState.listQuery, status: 'active', text },
  })
const hashOf = (href: string) => parsePath(href).hash
const textsOf = (entries: { href: string; state: unknown }[]) =>
  entries.map(({ href, state }) => searchTextOf({ hash: hashOf(href), state }))

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

test.each([
  ['a column', { columns: [{ id: "$.flow.variables['+14155550199']", width: 180 }] }, "['+1••••••••99']:180"],
  ['a place', { path: ['callers', 'ann@example.com', 0] }, "['•••@example.com'][0]"],
  ['a field', { field: '4155550199' }, 'field=41••••••99'],
])('while masked, %s of a link with personal data is masked', (_kind, urlState, masked) => {
  const { navigator, last } = createTestNavigator()
  const link = paths.engagement(sidOf('FW', 1), sidOf('FN', 2), { ...defaultUrlState, ...urlState })
  navigator.push(link, null)
  expect(decodeURIComponent(last.href)).toContain(masked)
  expect(navigator.createHref(link)).toBe(last.href)
  expect(navigator.createHref(last.href)).toBe(last.href)
  const { search } = parsePath(last.href)
  expect(queryOf({ search, state: last.state })).toBe(link.slice(link.indexOf('?')))
  // Typing in the search box keeps it.
  navigator.push(link, typingState('lost'))
  expect(queryOf({ search, state: last.state })).toBe(link.slice(link.indexOf('?')))
  expect(searchTextOf({ hash: '', state: last.state })).toBe('lost')
  // In another tab the keys are not known.
  expect(queryOf({ search, state: null })).toBe(search)
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

test('a changed search replaces the one before, and everything else adds an entry', () => {
  const { navigator, entries } = createTestNavigator({ isMasked: false })
  const run = (text: string) => listOf(text).replace('/engagements', `/engagements/${sidOf('FN', 2)}`)
  navigator.push(listOf(''), null)
  navigator.push(listOf('lost'), null)
  navigator.push(listOf('parcel'), null)
  navigator.push(listOf('parcel').replace('active', 'ended'), null)
  navigator.push(run('parcel'), null)
  navigator.push(run('lost'), null)
  navigator.push(run(''), null)
  expect(entries.map(({ href }) => href)).toEqual([
    '/',
    listOf(''),
    listOf('parcel'),
    listOf('parcel').replace('active', 'ended'),
    run(''),
  ])
})

test.each([false, true])('what is typed key by key is in no address, masked: %s', (isMasked) => {
  const { navigator, entries } = createTestNavigator({ isMasked })
  const typed = '4155550199'
  navigator.push(listOf(''), null)
  for (let length = 1; length <= typed.length; length++)
    navigator.push(listOf(''), typingState(typed.slice(0, length)))
  expect(entries.map(({ href }) => href)).toEqual(['/', listOf(''), listOf('')])
  expect(textsOf(entries)).toEqual(['', '', typed])
  navigator.replace(listOf(typed), null)
  expect(textsOf(entries)).toEqual(['', '', typed])
  // Corrected later: the address has the text before until the new one is finished.
  const before = entries.at(-1)?.href ?? ''
  navigator.push(before, typingState('41'))
  expect(entries.at(-1)).toEqual({ href: before, state: typingState('41') })
  expect(textsOf(entries)).toEqual(['', '', '41'])
})
