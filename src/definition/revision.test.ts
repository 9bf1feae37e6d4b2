import { expect, test } from 'vitest'

import { revisionSchema } from '#contract/flow-resources.ts'

import { findRevision } from './revision.ts'

const revisions = [3, 2, 1].map((revision) =>
  revisionSchema.parse({ revision, commit_message: `No. ${revision}` }),
)

test('a run’s version is the number of its revision', () => {
  expect(findRevision(revisions, 2)?.commit_message).toBe('No. 2')
  expect(findRevision(revisions, 4)).toBeNull()
  expect(findRevision(revisions, null)).toBeNull()
})
