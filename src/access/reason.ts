/** What providers may call an error: RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6. Any other word of theirs is left out. */
const providerErrors: ReadonlySet<unknown> = new Set([
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
 * What went wrong with a provider, for the audit, in one word: the provider's own (`invalid_client`), or the code of the
 * error or of what caused it (`ECONNREFUSED`). Messages are left out: they may hold anything.
 */
export function reasonOf(thrown: unknown): string {
  let reason = 'unknown'
  let error = thrown
  for (let depth = 0; error instanceof Error && depth < 5; depth++) {
    if ('error' in error && typeof error.error === 'string' && providerErrors.has(error.error))
      return error.error
    if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code)) {
      reason = error.code
    }
    error = error.cause
  }
  return reason
}
