import { randomBytes } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'

import { parseAuth } from './auth-settings.ts'
import type { Environment } from './environment.ts'
import { createEnvReader } from './env-reader.ts'

function parse(env: Environment) {
  const reader = createEnvReader(env)
  const { kind, settings } = parseAuth(reader)
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

describe('accepted settings', () => {
  test('no sign-in without ACCESS', () => {
    for (const env of [{}, { ACCESS: '' }, { ACCESS: 'local', SESSION_HOURS: '8' }])
      expect(parse(env)).toEqual({ kind: 'local', settings: { kind: 'local' }, errors: [] })
  })

  test('a password', () => {
    expect(parse(password)).toMatchObject({
      kind: 'password',
      settings: { kind: 'password', hash: { ln: 15 }, session: { idleMinutes: 60, hours: 12 } },
      errors: [],
    })
    const keys = `${SESSION_KEYS}, ${randomBytes(32).toString('base64url')}`
    const env = { ...password, SESSION_KEYS: keys, SESSION_IDLE_MINUTES: '5', SESSION_HOURS: '1' }
    expect(parse(env).settings).toMatchObject({
      session: { keys: [expect.any(Buffer), expect.any(Buffer)], idleMinutes: 5, hours: 1 },
    })
  })

  test('people whose sessions have ended', () => {
    const env = { ...oidc, SESSIONS_ENDED: 'ada@example.com=2026-11-03T10:00:00Z' }
    expect(parse(env)).toMatchObject({
      settings: {
        session: { endedPeople: new Map([['ada@example.com', Date.parse('2026-11-03T10:00:00Z')]]) },
      },
      errors: [],
    })
    expect(parse({ ...oidc, SESSIONS_ENDED: 'ada@example.com' }).errors).toEqual([
      expect.stringContaining('SESSIONS_ENDED must be names with a time'),
    ])
  })

  test('a provider', () => {
    expect(parse(oidc)).toMatchObject({
      settings: {
        kind: 'oidc',
        oidc: {
          issuer: new URL('https://login.example.com'),
          clientId: 'flowdesk',
          clientSecret: 'hush-oidc',
          groupsClaim: 'groups',
          allowed: { domains: ['example.com'], emails: [], groups: [] },
          trustEmail: false,
          logout: false,
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
    expect(parse(groups)).toMatchObject({ settings: { oidc: { groupsClaim: 'roles' } }, errors: [] })
    expect(parse({ ...oidc, OIDC_TRUST_EMAIL: 'on', OIDC_LOGOUT: 'on' })).toMatchObject({
      settings: { oidc: { trustEmail: true, logout: true } },
      errors: [],
    })
  })

  test('a header', () => {
    const { settings, errors } = parse(header)
    expect(errors).toEqual([])
    expect(settings).toMatchObject({ kind: 'header', header: 'x-forwarded-user' })
    expect(
      settings.kind === 'header' && [settings.peers.has('10.0.0.7'), settings.peers.has('10.0.0.8')],
    ).toEqual([true, false])
  })
})

describe('rejected settings', () => {
  test.each<[string, object]>([
    ['ACCESS_PASSWORD_HASH', password],
    ['SESSION_KEYS', password],
    ['OIDC_ISSUER', oidc],
    ['OIDC_CLIENT_ID', oidc],
    ['OIDC_CLIENT_SECRET', oidc],
    ['SESSION_KEYS', oidc],
    ['ACCESS_HEADER', header],
    ['ACCESS_HEADER_PEERS', header],
  ])('%s missing, with one error', (name, env) => {
    expect(parse({ ...env, [name]: ' ' }).errors).toEqual([
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
    ['OIDC_TRUST_EMAIL', 'must be one of off, on', { ...oidc, OIDC_TRUST_EMAIL: 'true' }],
    ['OIDC_LOGOUT', 'must be one of off, on', { ...oidc, OIDC_LOGOUT: 'yes' }],
    ['OIDC_ALLOWED_DOMAINS', 'no @', { ...oidc, OIDC_ALLOWED_DOMAINS: '@example.com' }],
    ['SESSION_KEYS', 'openssl rand', { ...header, SESSION_KEYS: 'hush-key' }],
    ['ACCESS_HEADER', 'name of a header', { ...header, ACCESS_HEADER: 'X Forwarded User' }],
    ['ACCESS_HEADER_PEERS', 'trust everybody', { ...header, ACCESS_HEADER_PEERS: '0.0.0.0/0' }],
    ['ACCESS', 'must be one of local, password, oidc, header', { ACCESS: 'basic' }],
  ])('%s invalid, with an error that says %s and contains no secret', (name, reason, env) => {
    const { errors } = parse({ ...env })
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^${name} `))])
    expect(errors.join()).toContain(reason)
    expect(errors.join()).not.toMatch(/hush|aaaa/)
  })

  test('a sign-in that is configured but not switched on', () => {
    for (const given of [password, oidc, header])
      expect(parse({ ...given, ACCESS: undefined }).errors).toEqual([
        expect.stringContaining('but ACCESS is local, which needs no sign-in'),
      ])
  })

  test('everything that is missing, at once', () => {
    expect(parse({ ACCESS: 'oidc' }).errors).toHaveLength(5)
  })

  test('an unknown mode is not the same as local', () => {
    expect(parse({ ACCESS: 'basic' }).kind).toBe(null)
  })
})
