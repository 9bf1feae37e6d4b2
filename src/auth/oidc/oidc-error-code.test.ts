import { expect, test } from 'vitest'

import { oidcErrorCode } from './oidc-error-code.ts'

const error = (fields: object, cause?: unknown) => Object.assign(new Error('hush', { cause }), fields)

test.each([
  [error({ code: 'OAUTH_TIMEOUT' }), 'OAUTH_TIMEOUT'],
  [error({}, error({ code: 'ECONNREFUSED' })), 'ECONNREFUSED'],
  [error({ code: 'OAUTH_RESPONSE_BODY_ERROR', error: 'invalid_client' }), 'invalid_client'],
  [
    error({ code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR', error: 'hush' }),
    'OAUTH_AUTHORIZATION_RESPONSE_ERROR',
  ],
  [error({ code: 'hush hush' }), 'unknown'],
  [error({ code: 7 }), 'unknown'],
  ['hush', 'unknown'],
  [null, 'unknown'],
])('the code of %o is %s', (thrown, reason) => {
  expect(oidcErrorCode(thrown)).toBe(reason)
})

test('an error that is its own cause does not loop', () => {
  const circle = error({ code: 'E_CIRCLE' })
  circle.cause = circle
  expect(oidcErrorCode(circle)).toBe('E_CIRCLE')
})
