import { createHash } from 'node:crypto'

import * as z from 'zod/mini'

import type { Identity } from './access.ts'
import { createCookie } from './cookies.ts'
import { createSeal } from './seal.ts'
import type { SessionSettings } from './settings.ts'

/** Sessions that live in the visitor's cookie alone, so that any number of servers with the same keys share nothing. */
export type Sessions = {
  /** Whose session a request bears; null when none, or one that is over. */
  identify: (request: Request) => Promise<Identity | null>
  /** The `Set-Cookie` of a session that begins now. */
  begin: (user: string) => Promise<string>
  /** The `Set-Cookie` of the same session, used now; null when it is over. Its end at the latest stays where it was. */
  renew: (request: Request) => Promise<string | null>
  /** The `Set-Cookie` that ends it in this browser. A copy taken before lasts until it expires. */
  end: () => string
}

export type SessionsOptions = {
  /** By what people are let in. A session ends when this changes: a new password, other people allowed. */
  rules: string
  secure: boolean
  now: () => number
}

/** Seconds since 1970, as RFC 7519 has `iat`: when they signed in, and when somebody was last at the screen. */
const claimsSchema = z.object({ sub: z.string(), iat: z.int(), used: z.int() })

export function createSessions(
  { keys, idleMinutes, hours }: SessionSettings,
  { rules, secure, now }: SessionsOptions,
): Sessions {
  const cookie = createCookie('flowdesk', secure)
  const seal = createSeal(keys, `session ${createHash('sha256').update(rules).digest('base64url')}`)
  const seconds = () => Math.floor(now() / 1000)

  const read = async (request: Request) => {
    const text = cookie.read(request)
    const claims = claimsSchema.safeParse(text === null ? null : await seal.open(text))
    if (!claims.success) return null
    const { iat, used } = claims.data
    const isOver = seconds() >= iat + hours * 3600 || seconds() >= used + idleMinutes * 60
    return isOver ? null : claims.data
  }

  return {
    async identify(request) {
      const claims = await read(request)
      return claims && { user: claims.sub }
    },
    async begin(user) {
      return cookie.set(await seal.close({ sub: user, iat: seconds(), used: seconds() }))
    },
    async renew(request) {
      const claims = await read(request)
      return claims && cookie.set(await seal.close({ sub: claims.sub, iat: claims.iat, used: seconds() }))
    },
    end: () => cookie.clear(),
  }
}
