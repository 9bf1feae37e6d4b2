import { expect, test } from 'vitest'

import { parseQuery } from '#search/interpret/parse-search.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { searchList } from './search-list.ts'
import { firstPosition, type SearchPosition } from './search-position.ts'

const runList = sidOf('FW', 1)
const never = new AbortController().signal
const active: ListQuery = { ...emptyQuery, status: 'active' }

/** A row that starts `n` seconds before noon. */
const row = (n: number, fields = {}) => ({
  sid: sidOf('FN', n),
  status: 'active',
  date_created: new Date(Date.UTC(2026, 10, 3, 12) - n * 1000).toISOString(),
  context: {},
  ...fields,
})

type Page = { rows: readonly unknown[]; next?: string | null }

/** Searches pages by token; '' is the first one. */
function search(pages: Readonly<Record<string, Page>>) {
  const asked: string[] = []
  const run = (position: SearchPosition, { limit = 100, query = active } = {}) =>
    searchList(
      {
        engagementsPage: async (_runList, cursor, _signal, size) => {
          asked.push(`${cursor?.token ?? ''} ${size}`)
          const { rows, next = null } = pages[cursor?.token ?? ''] ?? { rows: [] }
          return { bytes: pageBytes(rows, { next }), gzip: null, release: () => {} }
        },
      },
      { runList, query: parseQuery(query), limit, position, signal: never },
    )
  return { run, asked }
}

const sidsIn = (rows: readonly { sid: string | null }[]) => rows.map(({ sid }) => sid)

test('stops where Twilio repeats a page: not complete, and nowhere to go on', async () => {
  const { run, asked } = search({
    '': { rows: [row(1)], next: 'a' },
    a: { rows: [row(2)], next: 'b' },
    b: { rows: [row(3)], next: 'a' },
  })
  const found = await run(firstPosition)
  expect(found).toMatchObject({ read: 3, isComplete: false, next: null })
  expect(sidsIn(found.rows)).toEqual([1, 2, 3].map((n) => sidOf('FN', n)))
  expect(asked).toHaveLength(3)
})

test('a run that a page repeats comes once', async () => {
  const { run } = search({
    '': { rows: [row(1), row(2)], next: 'a' },
    a: { rows: [row(2), row(3)] },
  })
  const found = await run(firstPosition)
  expect(sidsIn(found.rows)).toEqual([1, 2, 3].map((n) => sidOf('FN', n)))
  expect(found).toMatchObject({ isComplete: true, next: null })
})

test('goes on after a run without a SID: none is missing and none comes twice', async () => {
  const noSid = (n: number) => row(n, { sid: null })
  const { run } = search({ '': { rows: [row(1), noSid(2), noSid(3), row(4), noSid(5)] } })
  const found: (number | null)[] = []
  let position: SearchPosition | null = firstPosition
  for (let calls = 0; position !== null && calls < 10; calls++) {
    const { rows, next }: Awaited<ReturnType<typeof run>> = await run(position, { limit: 1 })
    found.push(...rows.map(({ started }) => started))
    position = next
  }
  expect(found).toEqual([1, 2, 3, 4, 5].map((n) => Date.UTC(2026, 10, 3, 12) - n * 1000))
})

test('goes on after a run that has ended meanwhile, so that it no longer matches', async () => {
  const rows = [row(1), row(2), row(3)]
  const { run } = search({ '': { rows } })
  const { next } = await run(firstPosition, { limit: 2 })
  rows[1] = row(2, { status: 'ended' })
  const found = await run(next ?? firstPosition, { limit: 2 })
  expect(sidsIn(found.rows)).toEqual([sidOf('FN', 3)])
})

test('asks for the pages after a token in its size, whatever limit the next call has', async () => {
  const { run, asked } = search({ '': { rows: [row(1), row(2)], next: 'a' }, a: { rows: [row(3)] } })
  const { next } = await run(firstPosition, { limit: 2, query: emptyQuery })
  const found = await run(next ?? firstPosition, { limit: 50, query: emptyQuery })
  expect(sidsIn(found.rows)).toEqual([sidOf('FN', 3)])
  expect(asked).toEqual([' 2', 'a 2'])
})
