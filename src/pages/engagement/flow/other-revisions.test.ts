import { expect, test } from 'vitest'

import type { RevisionList } from '#twilio/defined-revision.ts'

import { otherRevisions } from './other-revisions.ts'

const numbered = (revision: number): RevisionList['revisions'][number] => ({
  revision,
  definition: null,
  status: 'published',
  message: 'Shorter texts',
  author: null,
  date: '2026-11-03T09:12:45Z',
})
const list = { revisions: [9, 8, 7].map(numbered), isComplete: false }

test('a revision is compared with all others, and with the first one, though it is older than those listed', () => {
  expect(otherRevisions(list, 8, null).map(({ revision }) => revision)).toEqual([9, 7])
  expect(otherRevisions(list, 8, 7).map(({ revision }) => revision)).toEqual([9, 7])
  expect(otherRevisions(list, 8, 3).map(({ revision }) => revision)).toEqual([9, 7, 3])
})
