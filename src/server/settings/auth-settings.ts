import { parseAllowRules } from '#auth/oidc/allow-rules.ts'
import { parseHeaderName } from '#auth/methods/header-auth.ts'
import { parseIssuer } from '#auth/oidc/issuer.ts'
import { parsePasswordHash } from '#auth/password/password-hash.ts'
import { parseIpAllowlist } from '#auth/ip-allowlist.ts'
import { parseEndedPeople, type EndedPeople } from '#auth/session/ended-people.ts'
import { parseSessionKeys } from '#auth/session/session-keys.ts'
import type { OidcSettings } from '#auth/oidc/oidc-client.ts'
import type { SessionSettings } from '#auth/session/sessions.ts'
import type { AuthSettings } from '#auth/settings.ts'
import { authModes, type AuthMode } from '#contract/session.ts'

import type { EnvReader } from './env-reader.ts'

/** The settings that each mode needs, besides those with a default. */
const requiredSettings = {
  local: [],
  password: ['ACCESS_PASSWORD_HASH', 'SESSION_KEYS'],
  oidc: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'SESSION_KEYS'],
  header: ['ACCESS_HEADER', 'ACCESS_HEADER_PEERS'],
} as const satisfies Record<AuthMode, readonly string[]>

/** Settings that only make sense with a sign-in. */
const signInSettings = [
  ...new Set(Object.values(requiredSettings).flat()),
  'OIDC_ALLOWED_DOMAINS',
  'OIDC_ALLOWED_EMAILS',
  'OIDC_ALLOWED_GROUPS',
]

/**
 * The mode from `ACCESS`, null where it is not valid, and its settings. After an error the settings are not used.
 */
export type ParsedAuth = { kind: AuthMode | null; settings: AuthSettings }

/** Reads `ACCESS` and the settings of its mode. Reports every error, so that one start shows them all. */
export function parseAuth(reader: EnvReader): ParsedAuth {
  const kind = reader.text('ACCESS') === null ? 'local' : reader.enumValue('ACCESS', authModes, null)
  if (kind === null) return { kind, settings: { kind: 'local' } }
  for (const name of requiredSettings[kind]) {
    if (reader.text(name) === null)
      reader.addError(`ACCESS is ${kind}, but ${name} is not set: set it, or leave ACCESS out.`)
  }
  return { kind, settings: parseMethod(reader, kind) ?? { kind: 'local' } }
}

function parseMethod(reader: EnvReader, kind: AuthMode): AuthSettings | null {
  switch (kind) {
    case 'local':
      return parseLocal(reader)
    case 'password': {
      const read = reader.parsed('ACCESS_PASSWORD_HASH', parsePasswordHash)
      const session = parseSession(reader)
      return read && session && { kind, hash: read.hash, session }
    }
    case 'oidc': {
      const oidc = parseOidc(reader)
      const session = parseSession(reader)
      return oidc && session && { kind, oidc, session }
    }
    case 'header': {
      const name = reader.parsed('ACCESS_HEADER', parseHeaderName)
      const peers = reader.parsed('ACCESS_HEADER_PEERS', (text) =>
        parseIpAllowlist('ACCESS_HEADER_PEERS', text),
      )
      const read = reader.parsed('SESSION_KEYS', parseSessionKeys)
      const ended = readEndedPeople(reader)
      return (
        name && peers && { kind, header: name.header, peers: peers.peers, keys: read?.keys ?? null, ...ended }
      )
    }
  }
}

/** Rejects a sign-in that is configured but not switched on: its owner would believe Flowdesk is protected. */
function parseLocal(reader: EnvReader): AuthSettings {
  const given = signInSettings.find((name) => reader.text(name) !== null)
  if (given !== undefined) {
    reader.addError(
      `${given} is set, but ACCESS is local, which needs no sign-in: set ACCESS to password, oidc or header, or leave ${given} out.`,
    )
  }
  return { kind: 'local' }
}

function parseSession(reader: EnvReader): SessionSettings | null {
  const read = reader.parsed('SESSION_KEYS', parseSessionKeys)
  const idleMinutes = reader.integer('SESSION_IDLE_MINUTES', { min: 1, max: 1440, defaultValue: 60 })
  const hours = reader.integer('SESSION_HOURS', { min: 1, max: 720, defaultValue: 12 })
  return read && { keys: read.keys, idleMinutes, hours, ...readEndedPeople(reader) }
}

function readEndedPeople(reader: EnvReader): { endedPeople?: EndedPeople } {
  const ended = reader.parsed('SESSIONS_ENDED', (text) => parseEndedPeople(text))
  return ended ? { endedPeople: ended.people } : {}
}

function parseOidc(reader: EnvReader): OidcSettings | null {
  const issuer = reader.parsed('OIDC_ISSUER', parseIssuer)
  const clientId = reader.text('OIDC_CLIENT_ID')
  const clientSecret = reader.text('OIDC_CLIENT_SECRET')
  const allowed = parseAllowRules({
    domains: reader.text('OIDC_ALLOWED_DOMAINS'),
    emails: reader.text('OIDC_ALLOWED_EMAILS'),
    groups: reader.text('OIDC_ALLOWED_GROUPS'),
  })
  const groupsClaim = reader.text('OIDC_GROUPS_CLAIM') ?? 'groups'
  const trustEmail = reader.enumValue('OIDC_TRUST_EMAIL', ['off', 'on'], 'off') === 'on'
  const logout = reader.enumValue('OIDC_LOGOUT', ['off', 'on'], 'off') === 'on'
  if ('error' in allowed) return reader.addError(allowed.error)
  if (issuer === null || clientId === null || clientSecret === null) return null
  return {
    issuer: issuer.issuer,
    clientId,
    clientSecret,
    groupsClaim,
    allowed: allowed.allowed,
    trustEmail,
    logout,
  }
}
