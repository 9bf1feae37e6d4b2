import type { Allowed } from './allowed.ts'
import type { PasswordHash } from './password-hash.ts'
import type { Peers } from './peers.ts'
import type { SessionKeys } from './session-keys.ts'

/** How long a session lasts, and the keys that hold it shut. */
export type SessionSettings = {
  keys: SessionKeys
  /** How long nobody may be at the screen. */
  idleMinutes: number
  /** How long at most, however much it is used. */
  hours: number
}

export type OidcSettings = {
  /** From `readIssuer`. */
  issuer: URL
  clientId: string
  clientSecret: string
  /** Which claim holds the groups, e.g. `groups`. */
  groupsClaim: string
  allowed: Allowed
}

/** Who may come in. The server reads it from the environment, with the `read…` functions of this room. */
export type AccessSettings =
  | { kind: 'local' }
  | { kind: 'password'; hash: PasswordHash; session: SessionSettings }
  | { kind: 'oidc'; oidc: OidcSettings; session: SessionSettings }
  | { kind: 'header'; header: string; peers: Peers }
