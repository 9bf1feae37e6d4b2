import { randomBytes } from 'node:crypto'

import { maxTokenNameLength, maxTokensPerUser, type NewAccessToken } from '#contract/flowdesk-api.ts'
import { createConcurrencyLimit, queueFull } from '#auth/concurrency-limit.ts'
import type { EndedPeople } from '#auth/session/ended-people.ts'
import { parseUserName } from '#auth/user-name.ts'

import type { TokenClaims, TokenStore } from './token-store.ts'

/** Hours that a token may last. Short where revoking it reaches this server only. */
export const tokenHours = { shared: [24, 7 * 24, 30 * 24], signed: [1, 4, 12] } as const

/** Makes a token that was published by mistake easy to find. */
const prefix = 'flowdesk_'

const bearerPattern = /^bearer +flowdesk_([\w.-]{20,4000})$/i

export type AccessTokens = ReturnType<typeof createAccessTokens>

export type AccessTokensOptions = {
  store: TokenStore
  /** Whether no token may lift the mask. */
  isAlwaysMasked: boolean
  /** People whose tokens from before a time have ended; none by default. */
  endedPeople?: EndedPeople | undefined
  now: () => number
}

/** The tokens that programs use in place of a sign-in. All methods reject while their store cannot be reached. */
export function createAccessTokens({ store, isAlwaysMasked, endedPeople, now }: AccessTokensOptions) {
  // One after the other, so that two at once cannot pass the limit together.
  const creations = createConcurrencyLimit({ maxConcurrent: 1, maxQueued: 50 })
  const isValid = ({ user, createdAt, expiresAt }: TokenClaims) =>
    expiresAt > now() && createdAt > (endedPeople?.get(user.toLowerCase()) ?? -Infinity)
  const list = async (user: string) =>
    (await store.list(user)).filter(isValid).toSorted((a, b) => b.createdAt - a.createdAt)

  async function add(user: string, name: string, { hours, unmasked }: NewAccessToken) {
    if ((await list(user)).length >= maxTokensPerUser)
      return { error: `You have ${maxTokensPerUser} tokens, which is the most: revoke one first.` }
    const id = randomBytes(16).toString('base64url')
    const expiresAt = now() + hours * 3_600_000
    const claims = { id, user, name, createdAt: now(), expiresAt, isUnmasked: unmasked }
    return { text: prefix + (await store.add(claims)), claims }
  }

  return {
    storage: store.storage,
    isAlwaysMasked,
    /** A user's valid tokens, newest first. */
    list,
    /** A new token, or a sentence why there is none. Its text is not kept. */
    async create(user: string, token: NewAccessToken) {
      const name = parseUserName(token.name, maxTokenNameLength)
      if (name === null)
        return { error: `Give the token a name of 1 to ${maxTokenNameLength} characters, all visible.` }
      if (!tokenHours[store.storage].some((hours) => hours === token.hours))
        return { error: 'A token cannot last that long: choose one of the offered times.' }
      if (token.unmasked && isAlwaysMasked)
        return { error: 'The server’s setting MCP_MASK masks personal data for every token.' }
      const created = await creations.run(() => add(user, name, token))
      return created === queueFull ? { error: 'Too many tokens are being made. Try again.' } : created
    },
    /** Ends a user's token. @returns its claims; null where the user has no such token */
    async revoke(user: string, id: string): Promise<TokenClaims | null> {
      const claims = (await list(user)).find((each) => each.id === id)
      if (claims === undefined) return null
      await store.remove(claims)
      return claims
    },
    /** The token in a request's `Authorization` header; null where there is none, or it is wrong, expired or revoked. */
    async identify(request: Request): Promise<TokenClaims | null> {
      const secret = bearerPattern.exec(request.headers.get('authorization') ?? '')?.[1]
      const claims = secret === undefined ? null : await store.find(secret)
      return claims !== null && isValid(claims) ? claims : null
    },
  }
}
