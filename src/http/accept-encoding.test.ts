import { expect, test } from 'vitest'

import { acceptsGzip, acceptsGzipFile, chooseEncoding } from './accept-encoding.ts'

test.each([
  [null, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['BR', 'br'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br; q=0.0,gzip;q=0', null],
  ['gzip;q=1.0, br;q=0.1', 'br'],
  ['brotli, xgzip', null],
])('Accept-Encoding %j selects %j', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding)
})

test.each([
  [null, false],
  ['br', false],
  ['gzip;q=0, br', false],
  ['br, GZIP;q=0.1', true],
])('whether Accept-Encoding %j includes gzip: %j', (header, isAccepted) => {
  expect(acceptsGzip(header)).toBe(isAccepted)
})

test.each([
  [null, false],
  ['application/json', false],
  ['*/*', false],
  ['application/gzip;q=0, application/json', false],
  ['application/gzip, application/json', true],
])('whether Accept %j asks for a gzip file: %j', (header, isAsked) => {
  expect(acceptsGzipFile(header)).toBe(isAsked)
})
