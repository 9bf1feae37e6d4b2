import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { Bars } from './geometry.ts'
import { Legend } from './legend.tsx'
import type { Unread } from './span.ts'

const bars: Bars = { edges: [0, 10], counts: { ended: [3], active: [1], other: [0] } }
const entries = (unread: Unread, shown: Bars = bars) =>
  [...renderToStaticMarkup(<Legend bars={shown} unread={unread} />).matchAll(/([^<>]+)<\/li>/g)].map(
    ([, text]) => text,
  )

test('the part that has not been read is named as long as there is one', () => {
  expect(entries({ state: 'none' })).toEqual(['active', 'ended'])
  expect(entries({ state: 'before', at: 5 })).toEqual(['active', 'ended', 'not read yet'])
})

test('out of order of date there is no such part, and that is said', () => {
  expect(entries({ state: 'anywhere' })).toEqual([
    'active',
    'ended',
    'not in order of date: any bar may still grow',
  ])
})

test('a status that nobody knows is named where there is one', () => {
  const odd = { ...bars, counts: { ...bars.counts, other: [2] } }
  expect(entries({ state: 'none' }, odd)).toEqual(['active', 'ended', 'of another status'])
})
