import { isEmail } from './allow-rules.ts'
import type { Claims } from './oidc-client.ts'
import { parseUserName } from '#auth/user-name.ts'

/** A user who has signed in at the provider. */
export type OidcUser = {
  /** The name in Flowdesk: the e-mail address, else the user name, else the provider's subject ID. */
  user: string
  /** Null without a usable address: one that the provider marks as unverified may be anybody's. */
  email: string | null
  groups: readonly string[]
}

/** Null when no claim is a usable name. */
export function parseOidcUser(claims: Claims, groupsClaim: string): OidcUser | null {
  const isUnverified = claims.email_verified === false || claims.email_verified === 'false'
  const email = claims.email !== undefined && isEmail(claims.email) && !isUnverified ? claims.email : null
  const names = [email, claims.preferred_username, claims.sub]
  const user = names.map((name) => parseUserName(name ?? '')).find((name) => name !== null)
  return user === undefined ? null : { user, email, groups: parseGroups(claims[groupsClaim]) }
}

/** Providers send a list of strings, or one string. */
function parseGroups(claim: unknown): string[] {
  const list: unknown[] = Array.isArray(claim) ? claim : [claim]
  return list.filter((group) => typeof group === 'string')
}
