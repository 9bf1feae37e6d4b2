import * as z from 'zod/mini'

/** What a token stands for. Times are in milliseconds since 1970. */
export const tokenClaimsSchema = z.object({
  /** Names the token in lists and in the audit log. It does not let anybody in. */
  id: z.string(),
  user: z.string(),
  /** What its owner calls it. */
  name: z.string(),
  createdAt: z.int(),
  expiresAt: z.int(),
  /** Whether its owner has lifted the mask for it. */
  isUnmasked: z.boolean(),
})

export type TokenClaims = z.infer<typeof tokenClaimsSchema>

/**
 * Where tokens are kept. It returns expired ones too. Its methods reject while it cannot be reached.
 */
export type TokenStore = {
  /** `shared`: stored as a hash, for all servers. `signed`: the token holds its claims, and only this server lists and revokes it. */
  storage: 'shared' | 'signed'
  /** @returns the secret text of the new token, of letters, digits, `.`, `-` and `_` */
  add: (claims: TokenClaims) => Promise<string>
  /** The claims of a secret text; null when it is wrong, or the token was revoked. */
  find: (secret: string) => Promise<TokenClaims | null>
  list: (user: string) => Promise<readonly TokenClaims[]>
  remove: (claims: TokenClaims) => Promise<void>
}
