import { expect, test } from 'vitest'

import { pageBytes } from '#testing/page-bytes.ts'

import { peekNext } from './peek-next.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const meta = '{"next_page_url":"https://studio.twilio.com/x?Page=1&PageToken=PA1"}'

test('finds the next page where it is told before the rows, white space or not', () => {
  expect(peekNext(pageBytes([{}], { next: 'PA1' }))).toEqual({ page: '1', token: 'PA1' })
  expect(peekNext(bytes(`\ufeff { "meta" :\n${meta}, "engagements": [`))).toEqual({ page: '1', token: 'PA1' })
})

test('says nothing at the end, of a page that begins otherwise, and of what is no page', () => {
  expect(peekNext(pageBytes([{}]))).toBeNull()
  expect(peekNext(bytes(`{"engagements":[],"meta":${meta}}`))).toBeNull()
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
    expect(peekNext(bytes(text))).toBeNull()
})
