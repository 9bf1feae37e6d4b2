import { describe, expect, test } from 'vitest'

import type { AuthMode } from '#contract/session.ts'

import type { Environment } from './environment.ts'
import { parseNetwork } from './network-settings.ts'
import { createEnvReader } from './env-reader.ts'

function parse(env: Environment, access: AuthMode | null) {
  const reader = createEnvReader(env)
  const reach = parseNetwork(reader, access)
  return { reach, errors: reader.errors }
}

const open = { HOST: '0.0.0.0', PUBLIC_URL: 'https://flowdesk.example.com' }

describe('without a sign-in', () => {
  test.each<[string, Environment, string]>([
    ['an open host', { HOST: '0.0.0.0' }, 'HOST is "0.0.0.0", but ACCESS is local, which lets everybody in'],
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
  ])('%s is rejected, with one error', (_, env, sentence) => {
    expect(parse(env, 'local').errors).toEqual([expect.stringContaining(sentence)])
  })

  test.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('%s is this machine', (HOST) => {
    expect(parse({ HOST }, 'local')).toMatchObject({ errors: [], reach: { host: HOST, publicUrl: null } })
  })

  test('a tunnel from another port of this machine is accepted', () => {
    const { reach, errors } = parse({ PUBLIC_URL: 'http://localhost:9000' }, 'local')
    expect([reach.publicUrl?.origin, errors]).toEqual(['http://localhost:9000', []])
  })
})

describe('with a sign-in', () => {
  test.each(['password', 'oidc', 'header'] as const)('others may use https (%s)', (access) => {
    expect(parse(open, access)).toMatchObject({
      errors: [],
      reach: { host: '0.0.0.0', publicUrl: new URL(open.PUBLIC_URL) },
    })
    expect(parse({ HOST: '0.0.0.0' }, access).errors).toEqual([
      expect.stringContaining('HOST is "0.0.0.0", which other machines can reach, so PUBLIC_URL is needed'),
    ])
    // Behind a proxy on this machine, or for a test on it.
    expect(parse({ PUBLIC_URL: open.PUBLIC_URL }, access).errors).toEqual([])
    expect(parse({}, access).errors).toEqual([])
  })

  test('a proxy that terminates https but is not named is noticed', () => {
    expect(parse(open, 'oidc').reach.notice).toContain('TRUSTED_PROXIES does not name it')
    expect(parse({ ...open, TRUSTED_PROXIES: '10.0.0.7' }, 'oidc').reach.notice).toBeNull()
    expect(parse({}, 'oidc').reach.notice).toBeNull()
  })

  test.each([
    ['flowdesk.example.com', 'is not a URL'],
    ['http://flowdesk.example.com', 'is plain http'],
    ['http://localhost:9000', 'is plain http'],
    ['ftp://flowdesk.example.com', 'is not an https URL'],
    ['https://flowdesk.example.com/desk', 'contains a path or query'],
    ['https://flowdesk.example.com/?token=hush', 'contains a path or query'],
    ['https://ada:hush@flowdesk.example.com', 'contains a user or password'],
  ])('PUBLIC_URL cannot be %s', (PUBLIC_URL, reason) => {
    const { errors } = parse({ ...open, PUBLIC_URL }, 'oidc')
    expect(errors).toEqual([expect.stringContaining(`PUBLIC_URL ${reason}`)])
    expect(errors.join()).not.toContain('hush')
  })

  test('an unknown ACCESS adds no second error', () => {
    expect(parse({ HOST: '0.0.0.0' }, null).errors).toEqual([])
  })

  test('TRUSTED_PROXIES accepts addresses and networks', () => {
    const { reach, errors } = parse({ ...open, TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16' }, 'oidc')
    expect(errors).toEqual([])
    expect(['10.0.0.7', '10.1.2.3', '10.0.0.8'].map(reach.trustedProxies.has)).toEqual([true, true, false])
    expect(parse(open, 'oidc').reach.trustedProxies.has('127.0.0.1')).toBe(false)
    for (const TRUSTED_PROXIES of ['balancer', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.7;10.0.0.8'])
      expect(parse({ ...open, TRUSTED_PROXIES }, 'oidc').errors).toEqual([
        expect.stringMatching(/^TRUSTED_PROXIES /),
      ])
  })
})
