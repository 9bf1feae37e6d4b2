import { randomBytes } from 'node:crypto'

import * as z from 'zod/mini'

import type { Identity } from '#auth/auth-request.ts'
import { createCookie } from './cookies.ts'
import { createTokenCipher, purposeUnder } from './encrypted-token.ts'
import type { EndedPeople } from './ended-people.ts'
import { createEndedSessions, type EndedSessions } from './ended-sessions.ts'
import type { SessionKeys } from './session-keys.ts'

/** How long a session lasts, and the keys that encrypt it. */
export type SessionSettings = {
  keys: SessionKeys
  /** How long a session lasts without use. */
  idleMinutes: number
  /** How long a session lasts at most, even in use. */
  hours: number
  /** None by default. */
  endedPeople?: EndedPeople
}

/**
 * Sessions, stored in the user's cookie: servers with the same keys need to share only which ones have ended.
 */
export type Sessions = {
  /** The user of the request's session; null when there is none, or it has expired. */
  identify: (request: Request) => Promise<Identity | null>
  /** The `Set-Cookie` of a new session. The session of `request`, which signs in, ends, copies of its cookie included. */
  create: (user: string, request?: Request) => Promise<string>
  /** The `Set-Cookie` that marks the session as used now; null when it has expired. The maximum duration does not change. */
  renew: (request: Request) => Promise<string | null>
  /** Ends the request's session, copies of its cookie included. @returns the `Set-Cookie` that deletes it in this browser */
  end: (request: Request) => Promise<string>
}

export type SessionsOptions = {
  /** Identifies the sign-in rules. All sessions end when it changes: a new password, other users allowed. */
  policyFingerprint: string
  secure: boolean
  now: () => number
  /** In this server's memory by default. */
  endedSessions?: EndedSessions | undefined
}

/**
 * `sid` is the session's ID. `iat` (RFC 7519) is when the user signed in, `used` when the session was last renewed; both in
 * seconds since 1970.
 */
const claimsSchema = z.object({ sub: z.string(), sid: z.string(), iat: z.int(), used: z.int() })

/** How far the clocks of two servers may be apart, in seconds. A session from further in the future is not valid. */
const maxClockSkewSeconds = 60

export function createSessions(
  { keys, idleMinutes, hours, endedPeople }: SessionSettings,
  { policyFingerprint, secure, now, endedSessions = createEndedSessions({ now }) }: SessionsOptions,
): Sessions {
  const cookie = createCookie('flowdesk', secure)
  const tokenCipher = createTokenCipher(keys, purposeUnder(policyFingerprint, 'session'))
  const nowSeconds = () => Math.floor(now() / 1000)

  const readClaims = async (request: Request) => {
    const text = cookie.read(request)
    const claims = claimsSchema.safeParse(text === null ? null : await tokenCipher.decrypt(text))
    if (!claims.success) return null
    const { sub, sid, iat, used } = claims.data
    const isExpired = nowSeconds() >= iat + hours * 3600 || nowSeconds() >= used + idleMinutes * 60
    const isFromFuture = Math.max(iat, used) > nowSeconds() + maxClockSkewSeconds
    // `iat` has no fractions of a second: a session of the same second has ended too.
    const isEndedForPerson = iat * 1000 <= (endedPeople?.get(sub.toLowerCase()) ?? -Infinity)
    return isExpired || isFromFuture || isEndedForPerson || (await endedSessions.has(sid))
      ? null
      : claims.data
  }

  const end = async (request: Request) => {
    const claims = await readClaims(request)
    if (claims !== null) await endedSessions.add(claims.sid, (claims.iat + hours * 3600) * 1000)
  }

  return {
    async identify(request) {
      const claims = await readClaims(request)
      return claims && { user: claims.sub }
    },
    async create(user, request) {
      if (request !== undefined) await end(request)
      const sid = randomBytes(16).toString('base64url')
      return cookie.set(await tokenCipher.encrypt({ sub: user, sid, iat: nowSeconds(), used: nowSeconds() }))
    },
    async renew(request) {
      const claims = await readClaims(request)
      if (claims === null) return null
      const { sub, sid, iat } = claims
      return cookie.set(await tokenCipher.encrypt({ sub, sid, iat, used: nowSeconds() }))
    },
    async end(request) {
      await end(request)
      return cookie.clear()
    },
  }
}
