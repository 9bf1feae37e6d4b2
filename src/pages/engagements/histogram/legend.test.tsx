import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import type { Bars } from './geometry.ts'
import { Legend } from './legend.tsx'
import type { UnreadRange } from './time-window.ts'

const bars: Bars = { edges: [0, 10], counts: { ended: [3], active: [1], other: [0] } }
const entries = (
  unread: UnreadRange,
  displayed: Bars = bars,
  revisions: 'none' | 'marked' | 'failed' = 'none',
) =>
  [
    ...renderToStaticMarkup(<Legend bars={displayed} unread={unread} revisions={revisions} />).matchAll(
      /([^<>]+)<\/li>/g,
    ),
  ].map(([, text]) => text)

test('names the time not loaded yet, if there is any', () => {
  expect(entries({ state: 'none' })).toEqual(['active', 'ended'])
  expect(entries({ state: 'before', at: 5 })).toEqual(['active', 'ended', 'not loaded yet'])
})

test('says when the list is not loaded in date order', () => {
  expect(entries({ state: 'anywhere' })).toEqual([
    'active',
    'ended',
    'not loaded in date order; any bar may still grow',
  ])
})

test('names other statuses, if there are any', () => {
  const withOther = { ...bars, counts: { ...bars.counts, other: [2] } }
  expect(entries({ state: 'none' }, withOther)).toEqual(['active', 'ended', 'other status'])
})

test('names the marks of revisions, or says that they are missing', () => {
  expect(entries({ state: 'none' }, bars, 'marked')).toEqual(['active', 'ended', 'revision published'])
  expect(entries({ state: 'none' }, bars, 'failed')).toContain('revisions couldn’t be loaded')
})
