import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { testOrigin } from '#auth/testing/helpers.ts'
import { parseReturnPath } from './return-path.ts'

describe('the path after a sign-in', () => {
  test.each([
    '/',
    '/flows',
    '/flows/FW0/engagements?status=active&from=2026-11-03T00:00:00Z',
    '/flows?a=%2F%2Fevil.example',
    '/apiary',
    '/authors?x=/auth/oidc',
  ])('can be %s', (path) => {
    expect(parseReturnPath(path)).toBe(path)
  })

  test('drops the fragment, and percent-encodes non-ASCII characters', () => {
    expect(parseReturnPath('/flows?a=ü#q=x')).toBe('/flows?a=%C3%BC')
  })

  test.each([
    null,
    '',
    'flows',
    '?a=b',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' /flows',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/flows\u0000',
    '/api/v1/Flows',
    '/api',
    '/auth/oidc?to=/',
    '/a/../auth/oidc',
    `/${'x'.repeat(2000)}`,
  ])('cannot be %j: the home page is used', (path) => {
    expect(parseReturnPath(path)).toBe('/')
  })

  test('is always a page of Flowdesk, whatever the input', () => {
    const segment = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '@',
      ':',
      '?',
      '#',
      '\t',
      'evil.example',
      'http',
      'a',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(segment).map((segments) => `/${segments.join('')}`),
    )
    fc.assert(
      fc.property(text, (input) => {
        const path = parseReturnPath(input)
        expect(path).toMatch(/^\/(?![/\\])/)
        expect(new URL(path, testOrigin).origin).toBe(testOrigin)
        expect(parseReturnPath(path)).toBe(path)
        expect(() => new Headers({ location: path })).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })
})
