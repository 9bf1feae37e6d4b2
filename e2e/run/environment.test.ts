import { expect, test } from 'vitest'

import { testEnvironment } from './environment.ts'

test('no setting of the product reaches the tests, and .env stays unread', () => {
  const env = testEnvironment({
    PATH: '/bin',
    HOSTNAME: 'box',
    TWILIO_API_KEY: 'x',
    TWILIO_STUDIO_URL: 'x',
    EMULATOR_LATENCY_MS: '9',
    HOST: '0.0.0.0',
    PORT: '1',
    ACCESS: 'password',
    ACCESS_PASSWORD: 'x',
    OIDC_ISSUER: 'x',
    PUBLIC_URL: 'x',
    TRUSTED_PROXIES: 'x',
    LOG_LEVEL: 'debug',
    NODE_ENV: 'development',
  })
  expect(env).toEqual({ PATH: '/bin', HOSTNAME: 'box', ENV_FILE: '' })
})
