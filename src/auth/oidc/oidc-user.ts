import { isEmail } from './allow-rules.ts'
import type { Claims, OidcSettings, UserClaims } from './oidc-client.ts'
import { parseUserName } from '#auth/user-name.ts'

/** A user who has signed in at the provider. */
export type OidcUser = {
  /** The name in Flowdesk: the e-mail address, else the user name, else the provider's subject ID. */
  user: string
  /** Null without a verified address: any other may be anybody's. */
  email: string | null
  groups: readonly string[]
}

/** Null when no claim is a usable name. */
export function parseOidcUser(
  { idToken, userInfo }: UserClaims,
  { groupsClaim, trustEmail }: Pick<OidcSettings, 'groupsClaim' | 'trustEmail'>,
): OidcUser | null {
  const sources = userInfo === null ? [idToken] : [idToken, userInfo]
  const email = findVerifiedEmail(sources, trustEmail)
  const names = [email, idToken.preferred_username, userInfo?.preferred_username, idToken.sub]
  const user = names.map((name) => parseUserName(name ?? '')).find((name) => name !== null)
  if (user === undefined) return null
  return { user, email, groups: parseGroups(idToken[groupsClaim] ?? userInfo?.[groupsClaim]) }
}

/**
 * The address of the first source that also says whether it is verified: one source's flag says nothing about the other's
 * address. With `trustEmail`, an address about which no source says anything counts too.
 */
function findVerifiedEmail(sources: readonly Claims[], trustEmail: boolean): string | null {
  const withEmail = sources.filter(({ email }) => email !== undefined)
  const source = withEmail.find(({ email_verified }) => email_verified !== undefined) ?? withEmail[0]
  if (source?.email === undefined || !isEmail(source.email)) return null
  // Some providers send it as a string.
  const isVerified = source.email_verified === true || source.email_verified === 'true'
  const isTrusted = trustEmail && sources.every(({ email_verified }) => email_verified === undefined)
  return isVerified || isTrusted ? source.email : null
}

/** Providers send a list of strings, or one string. */
function parseGroups(claim: unknown): string[] {
  const list: unknown[] = Array.isArray(claim) ? claim : [claim]
  return list.filter((group) => typeof group === 'string')
}
