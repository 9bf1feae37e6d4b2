import { expect, test } from 'vitest'

import {
  describePublished,
  groupMarks,
  publishedRevisions,
  publishedWithin,
  summarizePublished,
} from './published-revisions.ts'

const now = Date.UTC(2026, 10, 30)
const revision = (number: number, ms: number, message: string | null = null) => ({
  revision: number,
  ms,
  message,
})

test('only published revisions with a date are marked, the oldest first', () => {
  const fields = { definition: null, author: null, message: null }
  const revisions = [
    { ...fields, revision: 4, status: 'draft', date: '2026-11-05T00:00:00Z' },
    { ...fields, revision: 3, status: 'published', date: '2026-11-03T14:02:09Z' },
    { ...fields, revision: 2, status: 'published', date: null },
    { ...fields, revision: 1, status: 'published', date: '2026-10-01T00:00:00Z' },
  ]
  expect(publishedRevisions({ revisions, isComplete: true })).toEqual([
    revision(1, Date.UTC(2026, 9, 1)),
    revision(3, Date.UTC(2026, 10, 3, 14, 2, 9)),
  ])
})

test('the end of a range is exclusive', () => {
  const all = [revision(1, 10), revision(2, 20)]
  expect(publishedWithin(all, { from: 10, to: 20 })).toEqual([all[0]])
})

test('revisions that would cover each other share a mark', () => {
  const all = [1, 2, 3, 4].map((n) => revision(n, n * 10))
  expect(groupMarks(all, (ms) => ms).map(({ x }) => x)).toEqual([10, 20, 30, 40])
  expect(groupMarks(all, (ms) => ms / 2).map(({ x, revisions }) => [x, revisions.length])).toEqual([
    [5, 2],
    [15, 2],
  ])
})

test('a revision is described by number, time and message; several by their numbers', () => {
  const shorter = revision(12, Date.UTC(2026, 10, 3, 14, 2, 9), 'Shorter texts')
  const describe = (each: typeof shorter) => describePublished(each, 'UTC', now, (text) => text.toUpperCase())
  expect(describe(shorter)).toBe('Revision 12 published 3 Nov, 14:02: SHORTER TEXTS')
  expect(describe({ ...shorter, message: ' ' })).toBe('Revision 12 published 3 Nov, 14:02')
  expect(summarizePublished([], describe)).toBe('')
  expect(summarizePublished([shorter], describe)).toBe(describe(shorter))
  expect(summarizePublished([shorter, revision(13, now)], describe)).toBe('Revisions 12, 13 published')
})
