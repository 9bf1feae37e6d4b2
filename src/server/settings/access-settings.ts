import { readAllowed } from '#access/allowed.ts'
import { readHeaderName } from '#access/header-door.ts'
import { readIssuer } from '#access/issuer.ts'
import { readPasswordHash } from '#access/password-hash.ts'
import { readPeers } from '#access/peers.ts'
import { readSessionKeys } from '#access/session-keys.ts'
import type { AccessSettings, OidcSettings, SessionSettings } from '#access/settings.ts'
import { accessKinds, type AccessKind } from '#contract/session.ts'

import type { Reader } from './setting-readers.ts'

/** What each way of coming in needs, beside what has a default. */
const needed = {
  local: [],
  password: ['ACCESS_PASSWORD_HASH', 'SESSION_KEYS'],
  oidc: ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'SESSION_KEYS'],
  header: ['ACCESS_HEADER', 'ACCESS_HEADER_PEERS'],
} as const satisfies Record<AccessKind, readonly string[]>

/** Set by somebody who wants a sign-in, whatever else they forgot. */
const meansSignIn = [
  ...new Set(Object.values(needed).flat()),
  'OIDC_ALLOWED_DOMAINS',
  'OIDC_ALLOWED_EMAILS',
  'OIDC_ALLOWED_GROUPS',
]

/**
 * What `ACCESS` says, null where it says nothing we know, and what belongs to it. After an error the settings are
 * thrown away.
 */
export type ReadAccess = { kind: AccessKind | null; settings: AccessSettings }

/** Who may come in. Everything that is wrong is said, so that one start tells all. */
export function readAccess(reader: Reader): ReadAccess {
  const kind = reader.text('ACCESS') === null ? 'local' : reader.word('ACCESS', accessKinds, null)
  if (kind === null) return { kind, settings: { kind: 'local' } }
  for (const name of needed[kind]) {
    if (reader.text(name) === null)
      reader.fail(`ACCESS is ${kind}, but ${name} is not set: set it, or leave ACCESS out.`)
  }
  return { kind, settings: readKind(reader, kind) ?? { kind: 'local' } }
}

function readKind(reader: Reader, kind: AccessKind): AccessSettings | null {
  switch (kind) {
    case 'local':
      return readLocal(reader)
    case 'password': {
      const read = reader.parsed('ACCESS_PASSWORD_HASH', readPasswordHash)
      const session = readSession(reader)
      return read && session && { kind, hash: read.hash, session }
    }
    case 'oidc': {
      const oidc = readOidc(reader)
      const session = readSession(reader)
      return oidc && session && { kind, oidc, session }
    }
    case 'header': {
      const name = reader.parsed('ACCESS_HEADER', readHeaderName)
      const peers = reader.parsed('ACCESS_HEADER_PEERS', (text) => readPeers('ACCESS_HEADER_PEERS', text))
      return name && peers && { kind, header: name.header, peers: peers.peers }
    }
  }
}

/** A sign-in that was prepared and not switched on would leave open what its owner takes for shut. */
function readLocal(reader: Reader): AccessSettings {
  const given = meansSignIn.find((name) => reader.text(name) !== null)
  if (given !== undefined) {
    reader.fail(
      `${given} is set, but ACCESS is local, which asks nobody to sign in: set ACCESS to password, oidc or header, or leave ${given} out.`,
    )
  }
  return { kind: 'local' }
}

function readSession(reader: Reader): SessionSettings | null {
  const read = reader.parsed('SESSION_KEYS', readSessionKeys)
  const idleMinutes = reader.integer('SESSION_IDLE_MINUTES', { from: 1, to: 1440, otherwise: 60 })
  const hours = reader.integer('SESSION_HOURS', { from: 1, to: 720, otherwise: 12 })
  return read && { keys: read.keys, idleMinutes, hours }
}

function readOidc(reader: Reader): OidcSettings | null {
  const issuer = reader.parsed('OIDC_ISSUER', readIssuer)
  const clientId = reader.text('OIDC_CLIENT_ID')
  const clientSecret = reader.text('OIDC_CLIENT_SECRET')
  const allowed = readAllowed({
    domains: reader.text('OIDC_ALLOWED_DOMAINS'),
    emails: reader.text('OIDC_ALLOWED_EMAILS'),
    groups: reader.text('OIDC_ALLOWED_GROUPS'),
  })
  const groupsClaim = reader.text('OIDC_GROUPS_CLAIM') ?? 'groups'
  if ('wrong' in allowed) return reader.fail(allowed.wrong)
  if (issuer === null || clientId === null || clientSecret === null) return null
  return { issuer: issuer.issuer, clientId, clientSecret, groupsClaim, allowed: allowed.allowed }
}
