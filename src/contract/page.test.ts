import { expect, test } from 'vitest'

import { nextCursor } from './page.ts'

const list = 'https://studio.twilio.com/v1/Flows/FW0/Engagements'

test.each([
  [`${list}?PageSize=50&Page=1&PageToken=PAabc`, { page: '1', token: 'PAabc' }],
  ['https://elsewhere.example/?Page=1&PageToken=PAabc', { page: '1', token: 'PAabc' }],
  [`${list}?PageToken=a%2Bb%26c%3D`, { page: null, token: 'a+b&c=' }],
  ['/v1/Flows?PageToken=relative', { page: null, token: 'relative' }],
])('the next page of %s is %j', (url, cursor) => {
  expect(nextCursor(url)).toEqual(cursor)
})

test.each([null, '', 'http://', `${list}?Page=1`, `${list}?Page=1&PageToken=`])(
  '%j means the end of the list',
  (url) => {
    expect(nextCursor(url)).toBeNull()
  },
)
