import { describe, expect, test } from 'vitest'

import { engagementSchema } from '#contract/engagement.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { readPage } from './read-page.ts'

const rows = [
  {
    sid: sidOf('FN', 1),
    status: 'active',
    contact_channel_address: '+14155550101',
    context: { a: [1, '}'] },
  },
  { sid: 'FN1', status: 5, contact_channel_address: { a: 1 }, date_created: false, context: 'text' },
  {},
]

test('agrees with the schema on every field it reads', () => {
  const read = readPage(pageBytes(rows)).rows
  const parsed = rows.map((row) => engagementSchema.parse(row))
  expect(read.map(({ sid, status, contact }) => ({ sid, status, contact }))).toEqual(
    parsed.map(({ sid, status, contact_channel_address: contact }) => ({ sid, status, contact })),
  )
})

test('finds the meta before the rows or after them', () => {
  const after = new TextEncoder().encode('{"engagements":[{}],"meta":{"page":3}}')
  expect(readPage(after)).toMatchObject({ rows: [{}], meta: { page: 3, next_page_url: null } })
  expect(readPage(pageBytes([{}], { next: 't' })).meta.next_page_url).toContain('PageToken=t')
})

test('knows a key however it is escaped', () => {
  const bytes = new TextEncoder().encode('{"engagements":[{"st\\u0061tus":"ended"}],"meta":{}}')
  expect(readPage(bytes).rows[0]?.status).toBe('ended')
})

describe('what is no such page', () => {
  test('cut short at every byte: never an answer, never a hang', () => {
    const whole = pageBytes(rows)
    for (let length = 1; length < whole.length; length++) {
      expect(() => readPage(whole.subarray(0, length)), `${length} bytes`).toThrow(/ends in the middle/)
    }
  })

  test.each([
    ['HTML', '<!doctype html>'],
    ['nothing', ' '],
    ['another list', '{"flows":[],"meta":{}}'],
    ['no list', '{"engagements":{},"meta":{}}'],
    ['no meta', '{"engagements":[]}'],
  ])('%s', (_name, text) => {
    expect(() => readPage(new TextEncoder().encode(text))).toThrow(/not JSON|ends in the middle/)
  })
})
