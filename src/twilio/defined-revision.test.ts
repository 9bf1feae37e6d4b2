import { expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { sidOf } from '#testing/sids.ts'

import {
  loadCurrentDefinition,
  parseFlowDefinition,
  parseRevision,
  parseRevisions,
} from './defined-revision.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const definition = { initial_state: 'Trigger', states: [{ name: 'Trigger', type: 'trigger' }] }

test('a flow: its definition, and the revision it is of', () => {
  const flow = parseFlowDefinition(
    bytes({
      definition,
      revision: 14,
      commit_message: 'Shorter texts',
      author_sid: 'US1',
      date_created: '2025-01-01T00:00:00Z',
      date_updated: '2026-10-30T09:00:00Z',
    }),
  )
  expect(flow).toMatchObject({
    revision: 14,
    message: 'Shorter texts',
    author: 'US1',
    date: '2026-10-30T09:00:00Z',
    definition: { initial: 'Trigger', widgets: [{ name: 'Trigger' }] },
  })
})

test('a revision has the date on which it was saved, and maybe no definition', () => {
  expect(parseRevision(bytes({ date_created: '2025-01-01T00:00:00Z', date_updated: null }))).toEqual({
    revision: null,
    status: null,
    message: null,
    author: null,
    date: '2025-01-01T00:00:00Z',
    definition: null,
  })
})

const refuse = (kind: 'not-found' | 'forbidden') => () => Promise.reject(new Problem(kind))

test('the current definition is the last published one; a draft counts only where none was published', async () => {
  const client = {
    publishedRevision: () => Promise.resolve(bytes({ revision: 3 })),
    flowDefinition: () => Promise.resolve(bytes({ revision: 4, status: 'draft' })),
  }
  const load = (changed: Partial<typeof client>) =>
    loadCurrentDefinition({ ...client, ...changed }, sidOf('FW', 1), new AbortController().signal)
  expect(await load({})).toMatchObject({ revision: 3 })
  expect(await load({ publishedRevision: refuse('not-found') })).toMatchObject({
    revision: 4,
    status: 'draft',
  })
  await expect(load({ publishedRevision: refuse('forbidden') })).rejects.toMatchObject({ kind: 'forbidden' })
})

test('what is not JSON, and what is too large, is a problem', () => {
  expect(() => parseFlowDefinition(new TextEncoder().encode('<html>'))).toThrow(
    expect.objectContaining({ kind: 'not-json' }),
  )
  expect(() => parseRevision(new Uint8Array(8_000_001))).toThrow(
    expect.objectContaining({ detail: 'The definition is larger than 8 MB.' }),
  )
})

test('a list of revisions: those with a number, the highest first, and whether there are more', () => {
  const page = { revisions: [{ revision: 2 }, { revision: 3, commit_message: 'Shorter' }, { sid: null }] }
  const all = parseRevisions(bytes({ ...page, meta: { next_page_url: null } }))
  expect(all.isComplete).toBe(true)
  expect(all.revisions.map(({ revision, message }) => [revision, message])).toEqual([
    [3, 'Shorter'],
    [2, null],
  ])
  const next = 'https://studio.twilio.com/v2/Flows/FW/Revisions?PageToken=PA1'
  expect(parseRevisions(bytes({ ...page, meta: { next_page_url: next } })).isComplete).toBe(false)
})
