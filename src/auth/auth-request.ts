/** A request. `peer` is the socket's remote address; `address` is the client's, resolved through `TRUSTED_PROXIES`. */
export type AuthRequest = {
  request: Request
  peer: string
  address: string
  /** Names of the headers that came more than once, in lower case. */
  repeatedHeaders?: ReadonlySet<string>
}

/** Who is signed in. */
export type Identity = { user: string }

/** An event for the audit log. Never contains a password or a token; `user` is null when nobody is signed in. */
export type AuthEvent = {
  event: 'sign-in' | 'sign-in-refused' | 'sign-out' | 'token-created' | 'token-revoked'
  user: string | null
  address: string
  /** Why a sign-in was refused, or what a token gives, in a few words. Never contains what the client sent. */
  reason?: string
  /** With OpenID Connect, the issuer and its ID of the user, where known: they identify the account, whatever its names. */
  iss?: string
  sub?: string
  /** The ID of an access token, which is no secret. */
  token?: string
}
