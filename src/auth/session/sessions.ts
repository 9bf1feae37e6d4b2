import { createHash } from 'node:crypto'

import * as z from 'zod/mini'

import type { Identity } from '#auth/auth-request.ts'
import { createCookie } from './cookies.ts'
import { createTokenCipher } from './encrypted-token.ts'
import type { SessionKeys } from './session-keys.ts'

/** How long a session lasts, and the keys that encrypt it. */
export type SessionSettings = {
  keys: SessionKeys
  /** How long a session lasts without use. */
  idleMinutes: number
  /** How long a session lasts at most, even in use. */
  hours: number
}

/** Stateless sessions, stored only in the user's cookie: servers with the same keys need to share nothing else. */
export type Sessions = {
  /** The user of the request's session; null when there is none, or it has expired. */
  identify: (request: Request) => Promise<Identity | null>
  /** The `Set-Cookie` of a new session. */
  create: (user: string) => Promise<string>
  /** The `Set-Cookie` that marks the session as used now; null when it has expired. The maximum duration does not change. */
  renew: (request: Request) => Promise<string | null>
  /** The `Set-Cookie` that ends the session in this browser. A copy of the cookie stays valid until it expires. */
  end: () => string
}

export type SessionsOptions = {
  /** Identifies the sign-in rules. All sessions end when it changes: a new password, other users allowed. */
  policyFingerprint: string
  secure: boolean
  now: () => number
}

/** `iat` (RFC 7519) is when the user signed in, `used` when the session was last renewed; both in seconds since 1970. */
const claimsSchema = z.object({ sub: z.string(), iat: z.int(), used: z.int() })

export function createSessions(
  { keys, idleMinutes, hours }: SessionSettings,
  { policyFingerprint, secure, now }: SessionsOptions,
): Sessions {
  const cookie = createCookie('flowdesk', secure)
  const tokenCipher = createTokenCipher(
    keys,
    `session ${createHash('sha256').update(policyFingerprint).digest('base64url')}`,
  )
  const nowSeconds = () => Math.floor(now() / 1000)

  const readClaims = async (request: Request) => {
    const text = cookie.read(request)
    const claims = claimsSchema.safeParse(text === null ? null : await tokenCipher.decrypt(text))
    if (!claims.success) return null
    const { iat, used } = claims.data
    const isExpired = nowSeconds() >= iat + hours * 3600 || nowSeconds() >= used + idleMinutes * 60
    return isExpired ? null : claims.data
  }

  return {
    async identify(request) {
      const claims = await readClaims(request)
      return claims && { user: claims.sub }
    },
    async create(user) {
      return cookie.set(await tokenCipher.encrypt({ sub: user, iat: nowSeconds(), used: nowSeconds() }))
    },
    async renew(request) {
      const claims = await readClaims(request)
      return (
        claims &&
        cookie.set(await tokenCipher.encrypt({ sub: claims.sub, iat: claims.iat, used: nowSeconds() }))
      )
    },
    end: () => cookie.clear(),
  }
}
