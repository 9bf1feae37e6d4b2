import { describe, expect, test } from 'vitest'

import { createEnvReader } from './env-reader.ts'
import { parseSharedState } from './shared-state-settings.ts'

const key = '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f'

function parse(env: Record<string, string>, access: Parameters<typeof parseSharedState>[1] = 'password') {
  const reader = createEnvReader({ SESSION_KEYS: key, ...env })
  return { settings: parseSharedState(reader, access), errors: reader.errors }
}

test('without SHARED_STATE_URL, nothing is shared', () => {
  expect(parse({})).toEqual({ settings: null, errors: [] })
  expect(parse({}, 'local')).toEqual({ settings: null, errors: [] })
})

test.each([
  'redis://valkey:6379',
  'redis://10.0.0.9',
  'rediss://user:hush-hush@valkey.example.com:6380/3',
  'redis://:a%25%C3%A9%23@valkey',
])('%s is accepted, with the session keys', (url) => {
  const { settings, errors } = parse({ SHARED_STATE_URL: url })
  expect(errors).toEqual([])
  expect(settings?.url).toBe(url)
  expect(settings?.keys).toHaveLength(1)
})

describe('an error in one sentence, without the password, for', () => {
  test.each([
    ['valkey:6379', 'is not a redis:// or rediss:// URL'],
    ['http://:hush-hush@valkey', 'is not a redis:// or rediss:// URL'],
    ['redis:// :hush-hush', 'is not a URL'],
    ['redis://', 'has no host'],
    ['redis://:hush-hush%@valkey', 'has a % in its user or password'],
    ['redis://hush-hush%ff:x@valkey', 'has a % in its user or password'],
    ['redis://:hush-hush@valkey/hush-hush', 'has a path or query'],
    ['redis://:hush-hush@valkey?timeout=5', 'has a path or query'],
  ])('%s', (url, reason) => {
    const { settings, errors } = parse({ SHARED_STATE_URL: url })
    expect(settings).toBeNull()
    expect(errors).toEqual([expect.stringMatching(/^SHARED_STATE_URL .*: write it like redis:.*\.$/)])
    expect(errors[0]).toContain(reason)
    expect(errors[0]).not.toContain('hush-hush')
  })

  test('a server without sign-in', () => {
    expect(parse({ SHARED_STATE_URL: 'redis://valkey' }, 'local').errors).toEqual([
      expect.stringContaining('but ACCESS is local'),
    ])
  })

  test('the header mode without session keys', () => {
    const env = { SHARED_STATE_URL: 'redis://valkey' }
    expect(parse({ ...env, SESSION_KEYS: '' }, 'header').errors).toEqual([
      expect.stringContaining('SESSION_KEYS is not'),
    ])
  })
})
