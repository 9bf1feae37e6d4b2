/** One or two keys: the first encrypts, both decrypt. The second can be removed once its last session has ended. */
export type SessionKeys = readonly [Uint8Array, ...Uint8Array[]]

const keyBytes = 32
const hint = 'Create one with: openssl rand -hex 32'

/** Parses `SESSION_KEYS`. The error never contains the value. */
export function parseSessionKeys(text: string): { keys: SessionKeys } | { error: string } {
  const [first, second, ...extraKeys] = text.split(',').map((part) => parseKey(part.trim()))
  if (extraKeys.length > 0) {
    return { error: 'SESSION_KEYS contains more than two keys: keep the current one and the previous one.' }
  }
  const keys = second === undefined ? [first] : [first, second]
  if (keys.includes(null)) {
    return {
      error: `SESSION_KEYS must be one or two keys, separated by a comma, each 32 bytes as 64 hexadecimal digits or base64url. ${hint}`,
    }
  }
  if (keys.some((key) => key && !looksRandom(key))) {
    return { error: `SESSION_KEYS contains a key that is not random and could be guessed. ${hint}` }
  }
  if (first && second && Buffer.compare(first, second) === 0) {
    return {
      error: 'SESSION_KEYS contains the same key twice: the second must be the previous key, or left out.',
    }
  }
  if (!first) return { error: `SESSION_KEYS is empty. ${hint}` }
  return { keys: second ? [first, second] : [first] }
}

function parseKey(text: string): Uint8Array | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex')
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === keyBytes && bytes.toString('base64url') === text.replace(/=$/, '') ? bytes : null
}

/** Nearly all of 32 random bytes differ; the chance of fewer than 16 different ones is below 1 in 10^14. */
function looksRandom(key: Uint8Array): boolean {
  return new Set(key).size >= 16
}
