/** The standard error codes: RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6. A provider's other codes are ignored. */
const standardErrorCodes: ReadonlySet<unknown> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'login_required',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
])

/**
 * Reduces an error to one word for the audit log: the provider's error code (`invalid_client`), or the `code` of the error
 * or of one of its causes (`ECONNREFUSED`). Messages are left out: they may contain anything.
 */
export function oidcErrorCode(thrown: unknown): string {
  let code = 'unknown'
  let error = thrown
  for (let depth = 0; error instanceof Error && depth < 5; depth++) {
    if ('error' in error && typeof error.error === 'string' && standardErrorCodes.has(error.error))
      return error.error
    if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code)) {
      code = error.code
    }
    error = error.cause
  }
  return code
}
