import { isBoolean, isNullOr, isObjectOf, isOneOf, isString } from './schema/checks.ts'

/** How users sign in: not at all (local), with one password, at an OpenID provider, or at a proxy that sends a header. */
export const authModes = ['local', 'password', 'oidc', 'header'] as const
export type AuthMode = (typeof authModes)[number]

/** The response of `GET /api/session` of Flowdesk's own server. */
export type Session = {
  /** True when the data is fake, since no Twilio credentials are set. */
  demo: boolean
  /** Whether personal data is masked by default, for all users. */
  mask: boolean
  access: AuthMode
  /** The signed-in user; null when signed out. */
  user: string | null
}

export const isSession = isObjectOf<Session>({
  demo: isBoolean,
  mask: isBoolean,
  access: isOneOf(authModes),
  user: isNullOr(isString),
})
