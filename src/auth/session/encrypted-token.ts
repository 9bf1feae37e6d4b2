import { createHash } from 'node:crypto'

import { EncryptJWT, jwtDecrypt } from 'jose'

import type { SessionKeys } from './session-keys.ts'

export type TokenCipher = {
  /** A text that only holders of the keys can create or read. */
  encrypt: (claims: Readonly<Record<string, unknown>>) => Promise<string>
  /** The claims; null for every text that was not encrypted with one of these keys for this purpose. */
  decrypt: (text: string) => Promise<unknown>
}

/** The purpose of tokens that are worth nothing once the sign-in rules have changed. */
export function purposeUnder(policyFingerprint: string, purpose: string): string {
  return `${purpose} ${createHash('sha256').update(policyFingerprint).digest('base64url')}`
}

/**
 * Encrypts claims as a token (JWE, `dir` and `A256GCM`). The caller decides when they expire.
 * @param purpose tokens for another purpose do not decrypt, even with the same keys
 */
export function createTokenCipher(keys: SessionKeys, purpose: string): TokenCipher {
  const [currentKey] = keys
  return {
    encrypt: (claims) =>
      new EncryptJWT({ ...claims })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .encrypt(currentKey),

    async decrypt(text) {
      for (const key of keys) {
        try {
          const { payload } = await jwtDecrypt(text, key, {
            audience: purpose,
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            maxDecompressedLength: 0,
          })
          return payload
        } catch {
          // Another key may work; the reason does not matter.
        }
      }
      return null
    },
  }
}
