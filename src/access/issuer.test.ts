import { expect, test } from 'vitest'

import { readIssuer } from './issuer.ts'

test.each([
  'https://login.example.com',
  'https://login.example.com/realms/support',
  'http://127.0.0.1:8080/realm',
  'http://localhost:8080',
  'http://[::1]:8080',
])('OIDC_ISSUER may be %s', (text) => {
  expect(readIssuer(text)).toEqual({ issuer: new URL(text) })
})

test.each([
  ['', 'is not a URL'],
  ['hush.example', 'is not a URL'],
  ['ftp://hush.example', 'is not an https URL'],
  ['http://hush.example', 'is plain http'],
  ['http://127.0.0.1.hush.example', 'is plain http'],
  ['http://localhost.hush.example', 'is plain http'],
  ['https://user:hush@login.example.com', 'holds a user or password'],
  ['https://login.example.com/?hush', 'holds a query or fragment'],
  ['https://login.example.com/#hush', 'holds a query or fragment'],
])('OIDC_ISSUER may not be %j', (text, why) => {
  const read = readIssuer(text)
  expect(read).toEqual({ wrong: expect.stringContaining(`OIDC_ISSUER ${why}`) })
  expect(JSON.stringify(read)).not.toContain('hush')
})
