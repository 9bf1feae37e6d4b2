import { describe, expect, test } from 'vitest'

import { parseEmulatorSettings } from './emulator-settings.ts'
import type { Environment } from './environment.ts'
import { parseSettings } from './settings.ts'

const key = { TWILIO_API_KEY: `SK${'a'.repeat(32)}`, TWILIO_API_SECRET: 'hush-key' }
const account = { TWILIO_ACCOUNT_SID: `AC${'b'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'hush-account' }
const asKey = { user: key.TWILIO_API_KEY, password: 'hush-key' }
const asAccount = { user: account.TWILIO_ACCOUNT_SID, password: 'hush-account' }

function settings(env: Environment, args?: string[]) {
  const read = parseSettings(env, args)
  if ('errors' in read) throw new Error(read.errors.join('\n'))
  return read.settings
}

function errors(env: Environment, args?: string[]) {
  const read = parseSettings(env, args)
  return 'errors' in read ? read.errors : []
}

test('without settings, demo data on this machine', () => {
  expect(settings({})).toEqual({
    source: { kind: 'demo', reason: 'no-credentials', emulator: {} },
    network: {
      host: '127.0.0.1',
      port: 4173,
      maxConnections: 1000,
      publicUrl: null,
      trustedProxies: { has: expect.any(Function) },
      notice: null,
    },
    auth: { kind: 'local' },
    logLevel: 'info',
    maxConcurrent: 4,
    responseLimits: { maxBytes: 268_435_456, maxMs: 600_000 },
    mask: false,
    mcpMask: true,
    metricsToken: null,
    readWithoutAudit: false,
    sharedState: null,
  })
})

describe('credentials', () => {
  test.each<[string, Environment, { user: string; password: string }]>([
    ['an API key', key, asKey],
    ['an account', account, asAccount],
    ['both, of which the key wins', { ...account, ...key }, asKey],
    ['a key beside the account SID that Twilio’s tools want', { ...key, TWILIO_ACCOUNT_SID: 'AC…' }, asKey],
    ['an account beside an empty key', { ...account, TWILIO_API_KEY: '', TWILIO_API_SECRET: ' ' }, asAccount],
    ['a secret pasted with its line end', { ...key, TWILIO_API_SECRET: ' hush-key\n' }, asKey],
  ])('accepts %s', (_, env, credentials) => {
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
    ['an invalid account', { ...account, TWILIO_ACCOUNT_SID: 'hush-account' }, 'AC and 32'],
  ])('%s: one error, without the values', (_, env, sentence) => {
    expect(errors(env)).toEqual([expect.stringContaining(sentence)])
    const output = errors(env).join()
    for (const value of Object.values(env)) expect(output).not.toContain(value)
  })

  test('--demo means demo data, even with credentials', () => {
    for (const env of [{}, key, { TWILIO_API_KEY: 'half' }]) {
      expect(settings(env, ['--demo']).source).toEqual({ kind: 'demo', reason: 'requested', emulator: {} })
    }
  })
})

describe('each setting', () => {
  test.each<[Environment, object]>([
    [
      { HOST: 'localhost', PORT: '0', LOG_LEVEL: 'silent' },
      { network: { host: 'localhost', port: 0 }, logLevel: 'silent' },
    ],
    [
      { HOST: '::1', PORT: '65535', LOG_LEVEL: 'error' },
      { network: { host: '::1', port: 65_535 }, logLevel: 'error' },
    ],
    [
      { HOST: '', PORT: ' ', LOG_LEVEL: '' },
      { network: { host: '127.0.0.1', port: 4173 }, logLevel: 'info' },
    ],
    [
      { EMULATOR_LATENCY_MS: '100', EMULATOR_ENGAGEMENTS: '10000000' },
      { source: expect.objectContaining({ emulator: { latencyMs: 100, engagements: 10_000_000 } }) },
    ],
    [
      { UPSTREAM_AT_ONCE: '50', LOG_LEVEL: 'debug' },
      { maxConcurrent: 50, logLevel: 'debug' },
    ],
    [
      { UPSTREAM_MAX_MB: '1', UPSTREAM_MAX_SECONDS: '30' },
      { responseLimits: { maxBytes: 1_048_576, maxMs: 30_000 } },
    ],
    [{ MASK: 'on' }, { mask: true }],
    [{ MASK: 'off' }, { mask: false }],
    [{ MCP_MASK: 'off' }, { mcpMask: false }],
    [{ METRICS_TOKEN: 'sixteen-letters!' }, { metricsToken: 'sixteen-letters!' }],
    [
      { EMULATOR_LATENCY_MS: '0', EMULATOR_ENGAGEMENTS: '0' },
      { source: expect.objectContaining({ emulator: { latencyMs: 0, engagements: 0 } }) },
    ],
  ])('%j is accepted', (env, expected) => {
    expect(settings(env)).toMatchObject(expected)
  })

  test.each([
    'https://studio.twilio.com/',
    'https://studio.dublin.ie1.twilio.com',
    'http://127.0.0.1:4180',
    'http://localhost:4180',
    'http://[::1]:4180',
  ])('TWILIO_STUDIO_URL can be %s', (url) => {
    expect(settings({ ...key, TWILIO_STUDIO_URL: url }).source).toMatchObject({ base: new URL(url) })
  })

  test.each([
    ['studio.twilio.com', 'is not a URL'],
    ['ftp://studio.twilio.com', 'is not an https URL'],
    ['http://studio.twilio.com', 'is plain http'],
    ['http://127.0.0.1.evil.example', 'is plain http'],
    ['https://user:hush@studio.twilio.com', 'contains a user or password'],
    ['https://studio.twilio.com/v1', 'contains a path or query'],
    ['https://studio.twilio.com?token=hush', 'contains a path or query'],
  ])('TWILIO_STUDIO_URL cannot be %s', (url, reason) => {
    expect(errors({ TWILIO_STUDIO_URL: url })).toEqual([
      expect.stringContaining(`TWILIO_STUDIO_URL ${reason}`),
    ])
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
  ])('%s cannot be %s', (name, value, sentence) => {
    expect(errors({ [name]: value })).toEqual([expect.stringContaining(sentence)])
  })

  test('the error for an invalid token does not repeat it', () => {
    expect(errors({ METRICS_TOKEN: 'fifteen-letters' }).join()).not.toContain('fifteen')
  })

  test('an unknown argument is an error', () => {
    expect(errors({}, ['--dmeo'])).toEqual([expect.stringContaining('Unknown argument "--dmeo"')])
  })

  test('all errors are reported at once, each on its own line', () => {
    const messages = errors({ PORT: 'a\nb', HOST: '0.0.0.0', TWILIO_API_KEY: 'half', LOG_LEVEL: 'loud' })
    expect(messages).toHaveLength(4)
    expect(messages.join('\n').split('\n')).toHaveLength(4)
  })
})

test('the emulator’s own command has its own port, and shares the other settings', () => {
  expect(parseEmulatorSettings({})).toEqual({ settings: { port: 4180, logLevel: 'info', emulator: {} } })
  expect(parseEmulatorSettings({ EMULATOR_PORT: '0', EMULATOR_ENGAGEMENTS: '5' })).toEqual({
    settings: { port: 0, logLevel: 'info', emulator: { engagements: 5 } },
  })
  expect(parseEmulatorSettings({ EMULATOR_PORT: 'x' }, ['--port'])).toEqual({
    errors: [expect.stringContaining('--port'), expect.stringContaining('EMULATOR_PORT is "x"')],
  })
})
