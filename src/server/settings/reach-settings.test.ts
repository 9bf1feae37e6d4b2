import { describe, expect, test } from 'vitest'

import type { AccessKind } from '#contract/session.ts'

import type { Environment } from './environment.ts'
import { readReach } from './reach-settings.ts'
import { createReader } from './setting-readers.ts'

function read(env: Environment, access: AccessKind | null) {
  const reader = createReader(env)
  const reach = readReach(reader, access)
  return { reach, errors: reader.errors }
}

const open = { HOST: '0.0.0.0', PUBLIC_URL: 'https://flowdesk.example.com' }

describe('without a sign-in', () => {
  test.each<[string, Environment, string]>([
    ['an open host', { HOST: '0.0.0.0' }, 'HOST is "0.0.0.0", but ACCESS is local, which lets in everybody'],
    ['all of IPv6', { HOST: '::' }, 'HOST is "::", but ACCESS is local'],
    [
      'an address of a network',
      { HOST: '192.168.1.7' },
      'set ACCESS to password, oidc or header, or leave HOST out',
    ],
    ['a name', { HOST: 'flowdesk.example' }, 'HOST is "flowdesk.example"'],
    [
      'a public address',
      { PUBLIC_URL: open.PUBLIC_URL },
      'PUBLIC_URL says that others open Flowdesk, but ACCESS is local',
    ],
    [
      'a proxy in front',
      { TRUSTED_PROXIES: '127.0.0.1' },
      'TRUSTED_PROXIES says that others come through a proxy, but',
    ],
  ])('%s is refused, in one sentence', (_, env, sentence) => {
    expect(read(env, 'local').errors).toEqual([expect.stringContaining(sentence)])
  })

  test.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('%s is this machine', (HOST) => {
    expect(read({ HOST }, 'local')).toMatchObject({ errors: [], reach: { host: HOST, publicUrl: null } })
  })

  test('a tunnel from another port of this machine', () => {
    const { reach, errors } = read({ PUBLIC_URL: 'http://localhost:9000' }, 'local')
    expect([reach.publicUrl?.origin, errors]).toEqual(['http://localhost:9000', []])
  })
})

describe('with a sign-in', () => {
  test.each(['password', 'oidc', 'header'] as const)('others are let in by https (%s)', (access) => {
    expect(read(open, access)).toMatchObject({
      errors: [],
      reach: { host: '0.0.0.0', publicUrl: new URL(open.PUBLIC_URL) },
    })
    expect(read({ HOST: '0.0.0.0' }, access).errors).toEqual([
      expect.stringContaining('HOST is "0.0.0.0", which other machines reach, and so PUBLIC_URL is needed'),
    ])
    // Behind a proxy on this machine, or tried out on it.
    expect(read({ PUBLIC_URL: open.PUBLIC_URL }, access).errors).toEqual([])
    expect(read({}, access).errors).toEqual([])
  })

  test.each([
    ['flowdesk.example.com', 'is not a URL'],
    ['http://flowdesk.example.com', 'is plain http'],
    ['http://localhost:9000', 'is plain http'],
    ['ftp://flowdesk.example.com', 'is not an https URL'],
    ['https://flowdesk.example.com/desk', 'holds a path or query'],
    ['https://flowdesk.example.com/?token=hush', 'holds a path or query'],
    ['https://ada:hush@flowdesk.example.com', 'holds a user or password'],
  ])('PUBLIC_URL may not be %s', (PUBLIC_URL, why) => {
    const { errors } = read({ ...open, PUBLIC_URL }, 'oidc')
    expect(errors).toEqual([expect.stringContaining(`PUBLIC_URL ${why}`)])
    expect(errors.join()).not.toContain('hush')
  })

  test('a word for ACCESS that is not known is one error, not more', () => {
    expect(read({ HOST: '0.0.0.0' }, null).errors).toEqual([])
  })

  test('proxies by address and network', () => {
    const { reach, errors } = read({ ...open, TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16' }, 'oidc')
    expect(errors).toEqual([])
    expect(['10.0.0.7', '10.1.2.3', '10.0.0.8'].map(reach.trustedProxies.has)).toEqual([true, true, false])
    expect(read(open, 'oidc').reach.trustedProxies.has('127.0.0.1')).toBe(false)
    for (const TRUSTED_PROXIES of ['balancer', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.7;10.0.0.8'])
      expect(read({ ...open, TRUSTED_PROXIES }, 'oidc').errors).toEqual([
        expect.stringMatching(/^TRUSTED_PROXIES /),
      ])
  })
})
