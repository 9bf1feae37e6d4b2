import { expect, test } from 'vitest'

import { contactRunsQuery } from './use-contact-runs.ts'

test('the query matches the whole contact, with or without spaces in it', () => {
  expect(contactRunsQuery('+14155550123').text).toBe('contact:=+14155550123')
  expect(contactRunsQuery('client:anna b').text).toBe('contact:="client:anna b"')
})
