import { expect, test } from 'vitest'

import { parseIssuer } from './issuer.ts'

test.each([
  'https://login.example.com',
  'https://login.example.com/realms/support',
  'http://127.0.0.1:8080/realm',
  'http://localhost:8080',
  'http://[::1]:8080',
])('OIDC_ISSUER can be %s', (text) => {
  expect(parseIssuer(text)).toEqual({ issuer: new URL(text) })
})

test.each([
  ['', 'is not a URL'],
  ['hush.example', 'is not a URL'],
  ['ftp://hush.example', 'is not an https URL'],
  ['http://hush.example', 'is plain http'],
  ['http://127.0.0.1.hush.example', 'is plain http'],
  ['http://localhost.hush.example', 'is plain http'],
  ['https://user:hush@login.example.com', 'contains a user or password'],
  ['https://login.example.com/?hush', 'contains a query or fragment'],
  ['https://login.example.com/#hush', 'contains a query or fragment'],
])('OIDC_ISSUER cannot be %j', (text, reason) => {
  const parsed = parseIssuer(text)
  expect(parsed).toEqual({ error: expect.stringContaining(`OIDC_ISSUER ${reason}`) })
  expect(JSON.stringify(parsed)).not.toContain('hush')
})
