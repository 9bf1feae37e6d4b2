import { EncryptJWT, jwtDecrypt } from 'jose'

import type { SessionKeys } from './session-keys.ts'

export type Seal = {
  /** A text that only holders of the keys can make or read. */
  close: (claims: Readonly<Record<string, unknown>>) => Promise<string>
  /** What was sealed; null for everything that was not sealed here, with one of these keys and for this purpose. */
  open: (text: string) => Promise<unknown>
}

/**
 * Claims as an encrypted token (JWE, `dir` and `A256GCM`). When they end is for whoever opens them to say: nothing here knows the time.
 * @param purpose what the token is good for: one made for another purpose does not open, though the keys be the same
 */
export function createSeal(keys: SessionKeys, purpose: string): Seal {
  const [current] = keys
  return {
    close: (claims) =>
      new EncryptJWT({ ...claims })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .encrypt(current),

    async open(text) {
      for (const key of keys) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- two keys at most, and the first nearly always opens
          const { payload } = await jwtDecrypt(text, key, {
            audience: purpose,
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            maxDecompressedLength: 0,
          })
          return payload
        } catch {
          // Another key may open it; why this one does not is of no use to anybody.
        }
      }
      return null
    },
  }
}
