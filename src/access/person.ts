import { isEmail } from './allowed.ts'
import type { Claims } from './provider.ts'
import { readUserName } from './user-name.ts'

/** Who has signed in at the provider. */
export type Person = {
  /** What Flowdesk calls them: their e-mail address, otherwise their user name, otherwise the provider's number for them. */
  user: string
  /** Null where there is none that counts: an address the provider calls unverified may be anybody's. */
  email: string | null
  groups: readonly string[]
}

/** Null when the provider gave no name that can be used. */
export function readPerson(claims: Claims, groupsClaim: string): Person | null {
  const isUnverified = claims.email_verified === false || claims.email_verified === 'false'
  const email = claims.email !== undefined && isEmail(claims.email) && !isUnverified ? claims.email : null
  const names = [email, claims.preferred_username, claims.sub]
  const user = names.map((name) => readUserName(name ?? '')).find((name) => name !== null)
  return user === undefined ? null : { user, email, groups: readGroups(claims[groupsClaim]) }
}

/** A list of texts, or one text. */
function readGroups(claim: unknown): string[] {
  const list: unknown[] = Array.isArray(claim) ? claim : [claim]
  return list.filter((group) => typeof group === 'string')
}
