import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { origin } from './for-tests.ts'
import { readReturnPath } from './return-path.ts'

describe('after a sign-in', () => {
  test.each([
    '/',
    '/flows',
    '/flows/FW0/engagements?status=active&from=2026-11-03T00:00:00Z',
    '/flows?a=%2F%2Fevil.example',
    '/apiary',
    '/authors?x=/auth/oidc',
  ])('%s is gone back to', (path) => {
    expect(readReturnPath(path)).toBe(path)
  })

  test('a fragment stays in the browser, and what is no ASCII is written as URLs write it', () => {
    expect(readReturnPath('/flows?a=ü#q=x')).toBe('/flows?a=%C3%BC')
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
  ])('%j is not: home instead', (path) => {
    expect(readReturnPath(path)).toBe('/')
  })

  test('whatever is asked for, it is a page of ours', () => {
    const piece = fc.constantFrom(
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
      fc.array(piece).map((pieces) => `/${pieces.join('')}`),
    )
    fc.assert(
      fc.property(text, (asked) => {
        const path = readReturnPath(asked)
        expect(path).toMatch(/^\/(?![/\\])/)
        expect(new URL(path, origin).origin).toBe(origin)
        expect(readReturnPath(path)).toBe(path)
        expect(() => new Headers({ location: path })).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })
})
