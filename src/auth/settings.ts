import type { OidcSettings } from './oidc/oidc-client.ts'
import type { PasswordHash } from './password/password-hash.ts'
import type { IpAllowlist } from './ip-allowlist.ts'
import type { EndedPeople } from './session/ended-people.ts'
import type { SessionKeys } from './session/session-keys.ts'
import type { SessionSettings } from './session/sessions.ts'

/** Who may sign in, and how. The server reads it from the environment with the `parse…` functions of this module. */
export type AuthSettings =
  | { kind: 'local' }
  | { kind: 'password'; hash: PasswordHash; session: SessionSettings }
  | { kind: 'oidc'; oidc: OidcSettings; session: SessionSettings }
  /** `keys` encrypt access tokens; null where there are none, and no tokens either. */
  | {
      kind: 'header'
      header: string
      peers: IpAllowlist
      keys: SessionKeys | null
      /** Whose access tokens have ended; none by default. */
      endedPeople?: EndedPeople
    }
