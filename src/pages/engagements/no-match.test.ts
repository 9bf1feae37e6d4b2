import { expect, test } from 'vitest'

import type { PageSummary, SearchProgress } from '#engine/protocol.ts'

import { describeNoMatch } from './no-match.ts'

const last: PageSummary = {
  rows: 1000,
  added: 1000,
  read: 12_000,
  next: { page: '1', token: 't' },
  oldest: Date.UTC(2026, 10, 3, 9, 12),
  newestFirst: true,
  notice: null,
  at: 0,
}
const search: SearchProgress = {
  state: 'done',
  searched: 12_000,
  bytes: 9,
  ofBytes: 9,
  empty: 0,
}

test('names how far was looked, and that there are more', () => {
  const { title, why } = describeNoMatch({ last, read: 12_010, search: null })
  expect(title).toMatch(
    /^Nothing matches among the 12,010 engagements read back to \d Nov 2026, \d\d:12 \S+$/,
  )
  expect(why).toBe('There are more to read.')
})

test('claims the end only where it was reached', () => {
  const end = { ...last, next: null }
  expect(describeNoMatch({ last: end, read: 0, search: null }).why).toBe('That is all this flow has.')
  const stopped = { ...end, notice: 'token-repeats' } as const
  expect(describeNoMatch({ last: stopped, read: 0, search: null }).why).toBe(
    'Reading stopped before the end of the list.',
  )
})

test('claims nothing while the search runs, or is paused', () => {
  const running = describeNoMatch({ last, read: 0, search: { ...search, state: 'running', searched: 3000 } })
  expect(running.title).toMatch(/^Nothing found yet among/)
  expect(running.why).toContain('3,000 contexts looked through so far.')
  const paused = describeNoMatch({ last, read: 0, search: { ...search, state: 'paused', searched: 1 } })
  expect(paused.why).toContain('The search is paused after 1 context.')
})

test('says which contexts nobody has looked at', () => {
  expect(describeNoMatch({ last, read: 0, search: { ...search, empty: 1840 } }).why).toContain(
    '1,840 came without a context, and what they hold was not looked at.',
  )
})
