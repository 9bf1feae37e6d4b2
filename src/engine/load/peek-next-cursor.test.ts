import { expect, test } from 'vitest'

import { pageBytes } from '#testing/page-bytes.ts'

import { peekNextCursor } from './peek-next-cursor.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const meta = '{"next_page_url":"https://studio.twilio.com/x?Page=1&PageToken=PA1"}'

test('finds the next page if `meta` is before the rows, with or without white space', () => {
  expect(peekNextCursor(pageBytes([{}], { next: 'PA1' }))).toEqual({ page: '1', token: 'PA1' })
  expect(peekNextCursor(bytes(`\ufeff { "meta" :\n${meta}, "engagements": [`))).toEqual({
    page: '1',
    token: 'PA1',
  })
})

test('returns null for the last page, for `meta` after the rows, and for bytes that are not a page', () => {
  expect(peekNextCursor(pageBytes([{}]))).toBeNull()
  expect(peekNextCursor(bytes(`{"engagements":[],"meta":${meta}}`))).toBeNull()
  for (const text of [
    '',
    '{',
    '{}',
    '[]',
    'null',
    '{"meta',
    '{"meta"',
    '{"meta":',
    '{"meta":{',
    '{"meta":7}',
    '<html>',
  ])
    expect(peekNextCursor(bytes(text))).toBeNull()
})
