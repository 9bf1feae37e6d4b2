import { parseSessionKeys, type SessionKeys } from '#auth/session/session-keys.ts'
import type { AuthMode } from '#contract/session.ts'

import type { EnvReader } from './env-reader.ts'

/** The Valkey or Redis that several servers share. */
export type SharedStateSettings = {
  /** May contain a password: never log it. */
  url: string
  /** `SESSION_KEYS`, which hash what is stored. */
  keys: SessionKeys
}

/**
 * Reads `SHARED_STATE_URL`. It needs `SESSION_KEYS` with every sign-in, and one server of this machine alone has nothing to
 * share.
 * @param access null where `ACCESS` is invalid
 */
export function parseSharedState(reader: EnvReader, access: AuthMode | null): SharedStateSettings | null {
  const url = reader.parsed('SHARED_STATE_URL', parseUrl)
  if (url === null || access === null) return null
  if (access === 'local') {
    return reader.addError(
      'SHARED_STATE_URL is for several servers, but ACCESS is local, which is for this machine only: set ACCESS to password, oidc or header, or leave SHARED_STATE_URL out.',
    )
  }
  const text = reader.text('SESSION_KEYS')
  if (text === null && access === 'header') {
    return reader.addError(
      'SHARED_STATE_URL is set, but SESSION_KEYS is not: it hashes what is stored there. Set it on all servers. Create one with: openssl rand -hex 32',
    )
  }
  const parsed = text === null ? null : parseSessionKeys(text)
  // An error has been reported with the settings of the mode.
  return parsed === null || 'error' in parsed ? null : { ...url, keys: parsed.keys }
}

/** Errors do not repeat the value: it may contain a password. */
function parseUrl(text: string): { url: string } | { error: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  const error = url === null ? 'is not a URL' : validateUrl(url)
  if (error === null) return { url: text }
  return {
    error: `SHARED_STATE_URL ${error}: write it like redis://valkey:6379 or rediss://:password@valkey:6379.`,
  }
}

function validateUrl({ protocol, username, password, hostname, pathname, search, hash }: URL): string | null {
  if (protocol !== 'redis:' && protocol !== 'rediss:') return 'is not a redis:// or rediss:// URL'
  if (hostname === '') return 'has no host'
  // The client decodes both, and would throw.
  if (!isPercentEncoded(username + password))
    return 'has a % in its user or password that begins no percent-encoded character (a % itself is %25)'
  if (!/^\/?\d{0,5}$/.test(pathname) || search || hash) {
    return 'has a path or query, but may have only the number of a database after the host'
  }
  return null
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
