import { randomBytes } from 'node:crypto'

import * as z from 'zod/mini'

import { createTokenCipher } from '#auth/session/encrypted-token.ts'
import type { SessionKeys } from '#auth/session/session-keys.ts'
import { tokenClaimsSchema, type TokenClaims, type TokenStore } from '#auth/tokens/token-store.ts'

import type { Connection } from './connection.ts'
import { createKeyHash } from './key-hash.ts'

/** The list of a user's tokens is forgotten after this long without a new one: no token lasts longer. */
const maxListMs = 31 * 24 * 3_600_000

/** What is stored of a token: its claims, and the key it is stored at, so that no copy counts at another key. */
const recordSchema = z.extend(tokenClaimsSchema, { key: z.string() })

export type SharedTokensOptions = {
  connection: Connection
  keys: SessionKeys
  /** Identifies the sign-in rules: under other rules, no token is valid. */
  purpose: string
}

/**
 * Access tokens of all servers: each at a key that is a hash of its secret, with its claims encrypted. Each session key has
 * copies of its own, and a new token is in all of them: while a key is replaced, servers that have only one of two know it.
 */
export function createSharedTokens({ keys, ...options }: SharedTokensOptions): TokenStore {
  const copies = keys.map((key) => createCopy({ key, ...options }))
  return {
    storage: 'shared',
    async add(claims) {
      const secret = randomBytes(32).toString('base64url')
      await Promise.all(copies.map((copy) => copy.add(secret, claims)))
      return secret
    },
    async find(secret) {
      const found = await Promise.all(copies.map((copy) => copy.find(secret)))
      return found.find((claims) => claims !== null) ?? null
    },
    async list(user) {
      const lists = await Promise.all(copies.map((copy) => copy.list(user)))
      return [...new Map(lists.flat().map((claims) => [claims.id, claims])).values()]
    },
    async remove(claims) {
      await Promise.all(copies.map((copy) => copy.remove(claims)))
    },
  }
}

type CopyOptions = Omit<SharedTokensOptions, 'keys'> & { key: Uint8Array }

/** The tokens as one session key stores them. */
function createCopy({ connection, key, purpose }: CopyOptions) {
  const keyHash = createKeyHash(key)
  const cipher = createTokenCipher([key], purpose)
  const tokenKey = (secret: string) => `flowdesk:${keyHash('access token', secret)}`
  /** A hash with the keys of a user's tokens, by their IDs. */
  const listKey = (user: string) => `flowdesk:${keyHash('access tokens of', user)}`

  async function parseRecord(storedAt: string, text: string | null): Promise<TokenClaims | null> {
    const record = recordSchema.safeParse(text === null ? null : await cipher.decrypt(text))
    if (!record.success || record.data.key !== storedAt) return null
    const { key: _, ...claims } = record.data
    return claims
  }

  return {
    async add(secret: string, claims: TokenClaims): Promise<void> {
      const [storedAt, list] = [tokenKey(secret), listKey(claims.user)]
      const record = await cipher.encrypt({ ...claims, key: storedAt })
      await connection.send(['SET', storedAt, record, 'PX', String(claims.expiresAt - claims.createdAt)])
      await connection.send(['HSET', list, claims.id, storedAt])
      await connection.send(['PEXPIRE', list, String(maxListMs)])
    },

    async find(secret: string): Promise<TokenClaims | null> {
      const storedAt = tokenKey(secret)
      return parseRecord(storedAt, textSchema.parse(await connection.send(['GET', storedAt])))
    },

    async list(user: string): Promise<TokenClaims[]> {
      const list = listKey(user)
      const entries = pairsOf(z.array(z.string()).parse(await connection.send(['HGETALL', list])))
      if (entries.length === 0) return []
      const keys = entries.map(([, storedAt]) => storedAt)
      const texts = z.array(textSchema).parse(await connection.send(['MGET', ...keys]))
      const gone = entries.filter((_, i) => texts[i] === null).map(([id]) => id)
      if (gone.length > 0) await connection.send(['HDEL', list, ...gone])
      const parsed = await Promise.all(keys.map((storedAt, i) => parseRecord(storedAt, texts[i] ?? null)))
      return parsed.filter((claims) => claims !== null)
    },

    async remove({ id, user }: TokenClaims): Promise<void> {
      const list = listKey(user)
      const storedAt = textSchema.parse(await connection.send(['HGET', list, id]))
      if (storedAt !== null) await connection.send(['DEL', storedAt])
      await connection.send(['HDEL', list, id])
    },
  }
}

const textSchema = z.nullable(z.string())

/** `HGETALL` replies with names and values as one flat list. */
function pairsOf(flat: readonly string[]): [name: string, value: string][] {
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : []))
}
