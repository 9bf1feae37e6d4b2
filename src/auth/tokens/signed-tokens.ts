import { createTokenCipher } from '#auth/session/encrypted-token.ts'
import { createEndedSessions } from '#auth/session/ended-sessions.ts'
import type { SessionKeys } from '#auth/session/session-keys.ts'

import { tokenClaimsSchema, type TokenClaims, type TokenStore } from './token-store.ts'

/** Beyond this, the token that was listed first is no longer listed: half a kilobyte each, 5 MB in all. */
const maxListed = 10_000

/**
 * Tokens that hold their claims, encrypted with the session keys. Every server with these keys accepts them. The list and
 * what was revoked are in this server's memory; after a restart, a token is listed again once it is used.
 * @param purpose identifies the sign-in rules: under other rules, no token is valid
 */
export function createSignedTokens(
  keys: SessionKeys,
  { purpose, now }: { purpose: string; now: () => number },
): TokenStore {
  const cipher = createTokenCipher(keys, purpose)
  const listed = new Map<string, TokenClaims>()
  const revoked = createEndedSessions({ now })

  function remember(claims: TokenClaims): void {
    listed.set(claims.id, claims)
    for (const [id, { expiresAt }] of listed) {
      if (expiresAt > now() && listed.size <= maxListed) return
      listed.delete(id)
    }
  }

  return {
    storage: 'signed',
    async add(claims) {
      remember(claims)
      return cipher.encrypt(claims)
    },
    async find(secret) {
      const claims = tokenClaimsSchema.safeParse(await cipher.decrypt(secret))
      if (!claims.success || revoked.has(claims.data.id)) return null
      if (claims.data.expiresAt > now()) remember(claims.data)
      return claims.data
    },
    list: async (user) => [...listed.values()].filter((claims) => claims.user === user),
    async remove({ id, expiresAt }) {
      listed.delete(id)
      revoked.add(id, expiresAt)
    },
  }
}
