import { randomBytes } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { hashPassword } from '#access/password-hash.ts'

import { readAccess } from './access-settings.ts'
import type { Environment } from './environment.ts'
import { createReader } from './setting-readers.ts'

function read(env: Environment) {
  const reader = createReader(env)
  const { kind, settings } = readAccess(reader)
  return { kind, settings, errors: reader.errors }
}

const SESSION_KEYS = randomBytes(32).toString('hex')
const password = {
  ACCESS: 'password',
  ACCESS_PASSWORD_HASH: await hashPassword('correct horse battery'),
  SESSION_KEYS,
}
const oidc = {
  ACCESS: 'oidc',
  OIDC_ISSUER: 'https://login.example.com',
  OIDC_CLIENT_ID: 'flowdesk',
  OIDC_CLIENT_SECRET: 'hush-oidc',
  OIDC_ALLOWED_DOMAINS: 'example.com',
  SESSION_KEYS,
}
const header = { ACCESS: 'header', ACCESS_HEADER: 'X-Forwarded-User', ACCESS_HEADER_PEERS: '10.0.0.7' }

describe('taken', () => {
  test('nobody is asked unless ACCESS says so', () => {
    for (const env of [{}, { ACCESS: '' }, { ACCESS: 'local', SESSION_HOURS: '8' }])
      expect(read(env)).toEqual({ kind: 'local', settings: { kind: 'local' }, errors: [] })
  })

  test('a password', () => {
    expect(read(password)).toMatchObject({
      kind: 'password',
      settings: { kind: 'password', hash: { ln: 15 }, session: { idleMinutes: 60, hours: 12 } },
      errors: [],
    })
    const keys = `${SESSION_KEYS}, ${randomBytes(32).toString('base64url')}`
    const env = { ...password, SESSION_KEYS: keys, SESSION_IDLE_MINUTES: '5', SESSION_HOURS: '1' }
    expect(read(env).settings).toMatchObject({
      session: { keys: [expect.any(Buffer), expect.any(Buffer)], idleMinutes: 5, hours: 1 },
    })
  })

  test('a provider', () => {
    expect(read(oidc)).toMatchObject({
      settings: {
        kind: 'oidc',
        oidc: {
          issuer: new URL('https://login.example.com'),
          clientId: 'flowdesk',
          clientSecret: 'hush-oidc',
          groupsClaim: 'groups',
          allowed: { domains: ['example.com'], emails: [], groups: [] },
        },
      },
      errors: [],
    })
    const groups = {
      ...oidc,
      OIDC_ALLOWED_DOMAINS: '',
      OIDC_ALLOWED_GROUPS: 'support',
      OIDC_GROUPS_CLAIM: 'roles',
    }
    expect(read(groups)).toMatchObject({ settings: { oidc: { groupsClaim: 'roles' } }, errors: [] })
  })

  test('a header', () => {
    const { settings, errors } = read(header)
    expect(errors).toEqual([])
    expect(settings).toMatchObject({ kind: 'header', header: 'x-forwarded-user' })
    expect(
      settings.kind === 'header' && [settings.peers.has('10.0.0.7'), settings.peers.has('10.0.0.8')],
    ).toEqual([true, false])
  })
})

describe('refused', () => {
  test.each<[string, object]>([
    ['ACCESS_PASSWORD_HASH', password],
    ['SESSION_KEYS', password],
    ['OIDC_ISSUER', oidc],
    ['OIDC_CLIENT_ID', oidc],
    ['OIDC_CLIENT_SECRET', oidc],
    ['SESSION_KEYS', oidc],
    ['ACCESS_HEADER', header],
    ['ACCESS_HEADER_PEERS', header],
  ])('%s left out, in one sentence', (name, env) => {
    expect(read({ ...env, [name]: ' ' }).errors).toEqual([
      expect.stringContaining(`but ${name} is not set: `),
    ])
  })

  test.each<[string, string, object]>([
    ['ACCESS_PASSWORD_HASH', 'npm run hash-password', { ...password, ACCESS_PASSWORD_HASH: 'hush-password' }],
    ['SESSION_KEYS', 'openssl rand', { ...password, SESSION_KEYS: 'hush-key' }],
    ['SESSION_KEYS', 'not random', { ...password, SESSION_KEYS: 'a'.repeat(64) }],
    ['SESSION_HOURS', 'from 1 to 720', { ...password, SESSION_HOURS: '0' }],
    ['SESSION_IDLE_MINUTES', 'from 1 to 1440', { ...password, SESSION_IDLE_MINUTES: '1441' }],
    ['OIDC_ISSUER', 'plain http', { ...oidc, OIDC_ISSUER: 'http://login.example.com' }],
    ['ACCESS', 'set at least one of OIDC_ALLOWED_DOMAINS', { ...oidc, OIDC_ALLOWED_DOMAINS: '' }],
    ['OIDC_ALLOWED_DOMAINS', 'no @', { ...oidc, OIDC_ALLOWED_DOMAINS: '@example.com' }],
    ['ACCESS_HEADER', 'name of a header', { ...header, ACCESS_HEADER: 'X Forwarded User' }],
    ['ACCESS_HEADER_PEERS', 'believe everybody', { ...header, ACCESS_HEADER_PEERS: '0.0.0.0/0' }],
    ['ACCESS', 'must be one of local, password, oidc, header', { ACCESS: 'basic' }],
  ])('%s by a sentence that says %s, and nothing secret', (name, why, env) => {
    const { errors } = read({ ...env })
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^${name} `))])
    expect(errors.join()).toContain(why)
    expect(errors.join()).not.toMatch(/hush|aaaa/)
  })

  test('a sign-in that was prepared and not switched on', () => {
    for (const given of [password, oidc, header])
      expect(read({ ...given, ACCESS: undefined }).errors).toEqual([
        expect.stringContaining('but ACCESS is local, which asks nobody'),
      ])
  })

  test('all that is missing, at once', () => {
    expect(read({ ACCESS: 'oidc' }).errors).toHaveLength(5)
  })

  test('a word that is not known is told from local', () => {
    expect(read({ ACCESS: 'basic' }).kind).toBe(null)
  })
})
