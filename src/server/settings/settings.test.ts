import { describe, expect, test } from 'vitest'

import { readEmulatorSettings } from './emulator-settings.ts'
import type { Environment } from './environment.ts'
import { readSettings } from './settings.ts'

const key = { TWILIO_API_KEY: `SK${'a'.repeat(32)}`, TWILIO_API_SECRET: 'hush-key' }
const account = { TWILIO_ACCOUNT_SID: `AC${'b'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'hush-account' }
const asKey = { user: key.TWILIO_API_KEY, password: 'hush-key' }
const asAccount = { user: account.TWILIO_ACCOUNT_SID, password: 'hush-account' }

function settings(env: Environment, args?: string[]) {
  const read = readSettings(env, args)
  if ('errors' in read) throw new Error(read.errors.join('\n'))
  return read.settings
}

function errors(env: Environment, args?: string[]) {
  const read = readSettings(env, args)
  return 'errors' in read ? read.errors : []
}

test('nothing set means demo data on this machine', () => {
  expect(settings({})).toEqual({
    source: { kind: 'demo', because: 'no-credentials', emulator: {} },
    reach: { host: '127.0.0.1', port: 4173, publicUrl: null, trustedProxies: { has: expect.any(Function) } },
    access: { kind: 'local' },
    logLevel: 'info',
    atOnce: 4,
    mask: false,
    metricsToken: null,
  })
})

describe('credentials', () => {
  test.each<[string, Environment, { user: string; password: string }]>([
    ['an API key', key, asKey],
    ['an account', account, asAccount],
    ['both: the key wins', { ...account, ...key }, asKey],
    ['a key beside the account SID that Twilio’s tools want', { ...key, TWILIO_ACCOUNT_SID: 'AC…' }, asKey],
    ['an account beside an empty key', { ...account, TWILIO_API_KEY: '', TWILIO_API_SECRET: ' ' }, asAccount],
    ['a secret pasted with its line end', { ...key, TWILIO_API_SECRET: ' hush-key\n' }, asKey],
  ])('%s', (_, env, credentials) => {
    expect(settings(env).source).toEqual({
      kind: 'twilio',
      credentials,
      base: new URL('https://studio.twilio.com'),
    })
  })

  test.each<[string, Environment, string]>([
    ['key without secret', { TWILIO_API_KEY: key.TWILIO_API_KEY }, 'TWILIO_API_SECRET is not'],
    ['secret without key', { TWILIO_API_SECRET: 'hush-key' }, 'TWILIO_API_KEY is not'],
    ['account without token', { TWILIO_ACCOUNT_SID: account.TWILIO_ACCOUNT_SID }, 'TWILIO_AUTH_TOKEN is not'],
    ['token without account', { TWILIO_AUTH_TOKEN: 'hush-account' }, 'TWILIO_ACCOUNT_SID is not'],
    ['half a key beside an account', { ...account, TWILIO_API_SECRET: 'hush-key' }, 'TWILIO_API_KEY is not'],
    [
      'a key that is a secret',
      { ...key, TWILIO_API_KEY: 'hush-key' },
      'TWILIO_API_KEY is not an API key SID',
    ],
    ['a key that is an account', { ...key, TWILIO_API_KEY: account.TWILIO_ACCOUNT_SID }, 'SK and 32'],
    ['an account that is none', { ...account, TWILIO_ACCOUNT_SID: 'hush-account' }, 'AC and 32'],
  ])('%s: one sentence, and nothing of the values', (_, env, sentence) => {
    expect(errors(env)).toEqual([expect.stringContaining(sentence)])
    const said = errors(env).join()
    for (const value of Object.values(env)) expect(said).not.toContain(value)
  })

  test('--demo means demo data whatever is set', () => {
    for (const env of [{}, key, { TWILIO_API_KEY: 'half' }]) {
      expect(settings(env, ['--demo']).source).toEqual({ kind: 'demo', because: 'asked', emulator: {} })
    }
  })
})

describe('one by one', () => {
  test.each<[Environment, object]>([
    [
      { HOST: 'localhost', PORT: '0', LOG_LEVEL: 'silent' },
      { reach: { host: 'localhost', port: 0 }, logLevel: 'silent' },
    ],
    [
      { HOST: '::1', PORT: '65535', LOG_LEVEL: 'error' },
      { reach: { host: '::1', port: 65_535 }, logLevel: 'error' },
    ],
    [
      { HOST: '', PORT: ' ', LOG_LEVEL: '' },
      { reach: { host: '127.0.0.1', port: 4173 }, logLevel: 'info' },
    ],
    [
      { EMULATOR_LATENCY_MS: '100', EMULATOR_ENGAGEMENTS: '10000000' },
      { source: expect.objectContaining({ emulator: { latencyMs: 100, engagements: 10_000_000 } }) },
    ],
    [
      { UPSTREAM_AT_ONCE: '50', LOG_LEVEL: 'debug' },
      { atOnce: 50, logLevel: 'debug' },
    ],
    [{ MASK: 'on' }, { mask: true }],
    [{ MASK: 'off' }, { mask: false }],
    [{ METRICS_TOKEN: 'sixteen-letters!' }, { metricsToken: 'sixteen-letters!' }],
    [
      { EMULATOR_LATENCY_MS: '0', EMULATOR_ENGAGEMENTS: '0' },
      { source: expect.objectContaining({ emulator: { latencyMs: 0, engagements: 0 } }) },
    ],
  ])('%j is taken', (env, expected) => {
    expect(settings(env)).toMatchObject(expected)
  })

  test.each([
    'https://studio.twilio.com/',
    'https://studio.dublin.ie1.twilio.com',
    'http://127.0.0.1:4180',
    'http://localhost:4180',
    'http://[::1]:4180',
  ])('TWILIO_STUDIO_URL may be %s', (url) => {
    expect(settings({ ...key, TWILIO_STUDIO_URL: url }).source).toMatchObject({ base: new URL(url) })
  })

  test.each([
    ['studio.twilio.com', 'is not a URL'],
    ['ftp://studio.twilio.com', 'is not an https URL'],
    ['http://studio.twilio.com', 'is plain http'],
    ['http://127.0.0.1.evil.example', 'is plain http'],
    ['https://user:hush@studio.twilio.com', 'holds a user or password'],
    ['https://studio.twilio.com/v1', 'holds a path or query'],
    ['https://studio.twilio.com?token=hush', 'holds a path or query'],
  ])('TWILIO_STUDIO_URL may not be %s', (url, why) => {
    expect(errors({ TWILIO_STUDIO_URL: url })).toEqual([expect.stringContaining(`TWILIO_STUDIO_URL ${why}`)])
    expect(errors({ TWILIO_STUDIO_URL: url }).join()).not.toContain('hush')
  })

  test.each([
    ['PORT', 'http', 'PORT is "http", but must be a whole number from 0 to 65535'],
    ['PORT', '65536', 'PORT is "65536"'],
    ['PORT', '-1', 'PORT is "-1"'],
    ['PORT', '0x10', 'PORT is "0x10"'],
    ['MASK', 'yes', 'MASK is "yes", but must be one of off, on'],
    ['LOG_LEVEL', 'trace', 'LOG_LEVEL is "trace", but must be one of silent, error, info, debug'],
    ['UPSTREAM_AT_ONCE', '0', 'from 1 to 50'],
    ['UPSTREAM_AT_ONCE', '51', 'from 1 to 50'],
    ['METRICS_TOKEN', 'fifteen-letters', 'METRICS_TOKEN must be at least 16 characters'],
    ['METRICS_TOKEN', 'sixteen letters!', 'without spaces'],
    ['METRICS_TOKEN', 'sixteen-lettérs!', 'METRICS_TOKEN must be'],
    ['EMULATOR_LATENCY_MS', '1.5', 'EMULATOR_LATENCY_MS is "1.5"'],
    ['EMULATOR_ENGAGEMENTS', '10000001', 'from 0 to 10000000'],
  ])('%s may not be %s', (name, value, sentence) => {
    expect(errors({ [name]: value })).toEqual([expect.stringContaining(sentence)])
  })

  test('a token that is no good is not repeated', () => {
    expect(errors({ METRICS_TOKEN: 'fifteen-letters' }).join()).not.toContain('fifteen')
  })

  test('an argument that is not known is said', () => {
    expect(errors({}, ['--dmeo'])).toEqual([expect.stringContaining('"--dmeo" is not known')])
  })

  test('all that is wrong is said at once, each on a line of its own', () => {
    const said = errors({ PORT: 'a\nb', HOST: '0.0.0.0', TWILIO_API_KEY: 'half', LOG_LEVEL: 'loud' })
    expect(said).toHaveLength(4)
    expect(said.join('\n').split('\n')).toHaveLength(4)
  })
})

test('the emulator’s own command has its own port, and the rest alike', () => {
  expect(readEmulatorSettings({})).toEqual({ settings: { port: 4180, logLevel: 'info', emulator: {} } })
  expect(readEmulatorSettings({ EMULATOR_PORT: '0', EMULATOR_ENGAGEMENTS: '5' })).toEqual({
    settings: { port: 0, logLevel: 'info', emulator: { engagements: 5 } },
  })
  expect(readEmulatorSettings({ EMULATOR_PORT: 'x' }, ['--port'])).toEqual({
    errors: [expect.stringContaining('--port'), expect.stringContaining('EMULATOR_PORT is "x"')],
  })
})
