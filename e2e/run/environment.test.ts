import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { testEnvironment } from './environment.ts'
import { root } from './paths.ts'

test('removes all settings of Flowdesk and disables .env', () => {
  const env = testEnvironment({
    PATH: '/bin',
    HOSTNAME: 'box',
    TWILIO_API_KEY: 'x',
    TWILIO_STUDIO_URL: 'x',
    EMULATOR_LATENCY_MS: '9',
    HOST: '0.0.0.0',
    PORT: '1',
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH: 'x',
    ACCESS_HEADER_PEERS: 'x',
    SESSION_KEYS: 'x',
    SESSION_IDLE_MINUTES: '1',
    SESSION_HOURS: '1',
    SESSION_MANAGER: 'the desktop’s own',
    OIDC_ISSUER: 'x',
    PUBLIC_URL: 'x',
    TRUSTED_PROXIES: 'x',
    UPSTREAM_AT_ONCE: '1',
    METRICS_TOKEN: 'x',
    LOG_LEVEL: 'debug',
    NODE_ENV: 'development',
  })
  expect(env).toEqual({ PATH: '/bin', HOSTNAME: 'box', SESSION_MANAGER: 'the desktop’s own', ENV_FILE: '' })
})

test('removes every setting in .env.example', async () => {
  const example = await readFile(join(root, '.env.example'), 'utf8')
  const all = Object.fromEntries([...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => [name, 'x']))
  expect(Object.keys(all).length).toBeGreaterThan(20)
  expect(testEnvironment(all)).toEqual({ ENV_FILE: '' })
})
