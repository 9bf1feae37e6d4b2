import type { AuthSettings } from './settings.ts'

/** Identifies the sign-in rules. Sessions and access tokens end when it changes: a new password, other users allowed. */
export function policyFingerprintOf(settings: AuthSettings): string {
  switch (settings.kind) {
    case 'local':
      return JSON.stringify(['local'])
    case 'header':
      return JSON.stringify(['header', settings.header, settings.peers.rules])
    case 'password':
      return JSON.stringify(['password', settings.hash])
    case 'oidc': {
      const { issuer, clientId, groupsClaim, allowed, trustEmail } = settings.oidc
      return JSON.stringify(['oidc', issuer, clientId, groupsClaim, allowed, trustEmail])
    }
  }
}
