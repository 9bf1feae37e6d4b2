import { describe, expect, test, vi } from 'vitest'

import { engagementSchema } from '#contract/resources.ts'
import { pageBytes } from '#testing/page-bytes.ts'
import { sidOf } from '#testing/sids.ts'

import { parsePage } from './parse-page.ts'

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

test('agrees with the schema on every field', () => {
  const parsed = parsePage(pageBytes(rows)).rows
  const expected = rows.map((row) => engagementSchema.parse(row))
  expect(parsed.map(({ sid, status, contact }) => ({ sid, status, contact }))).toEqual(
    expected.map(({ sid, status, contact_channel_address: contact }) => ({ sid, status, contact })),
  )
})

test('a date without a zone is in UTC', () => {
  vi.stubEnv('TZ', 'Asia/Kathmandu')
  const [row] = parsePage(pageBytes([{ date_created: '2026-11-03T09:12:45', date_updated: 'soon' }])).rows
  expect([row?.started, row?.updated]).toEqual([Date.UTC(2026, 10, 3, 9, 12, 45), Number.NaN])
  vi.unstubAllEnvs()
})

test('finds `meta` before or after the rows', () => {
  const after = new TextEncoder().encode('{"engagements":[{}],"meta":{"page":3}}')
  expect(parsePage(after)).toMatchObject({ rows: [{}], meta: { page: 3, next_page_url: null } })
  expect(parsePage(pageBytes([{}], { next: 't' })).meta.next_page_url).toContain('PageToken=t')
})

test('the rows of each source are under its own key', () => {
  const executions = pageBytes(rows, { key: 'executions' })
  expect(parsePage(executions, 'executions').rows).toHaveLength(rows.length)
  expect(() => parsePage(executions)).toThrow(
    expect.objectContaining({ detail: expect.stringContaining('not a page of engagements') }),
  )
  expect(() => parsePage(pageBytes(rows), 'executions')).toThrow(
    expect.objectContaining({ detail: expect.stringContaining('not a page of executions') }),
  )
})

test('recognizes an escaped key', () => {
  const bytes = new TextEncoder().encode('{"engagements":[{"st\\u0061tus":"ended"}],"meta":{}}')
  expect(parsePage(bytes).rows[0]?.status).toBe('ended')
})

describe('bytes that are not a page of engagements', () => {
  test('a page truncated at any byte is an error', () => {
    const whole = pageBytes(rows)
    for (let length = 1; length < whole.length; length++) {
      expect(() => parsePage(whole.subarray(0, length)), `${length} bytes`).toThrow(/was cut off/)
    }
  })

  test.each([
    ['HTML', '<!doctype html>'],
    ['nothing', ' '],
    ['another list', '{"flows":[],"meta":{}}'],
    ['no list', '{"engagements":{},"meta":{}}'],
    ['no meta', '{"engagements":[]}'],
  ])('%s', (_name, text) => {
    expect(() => parsePage(new TextEncoder().encode(text))).toThrow(/not JSON|was cut off/)
  })
})
