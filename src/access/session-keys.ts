/** One key or two: the first encrypts, both decrypt, so that the second can go once its last session is over. */
export type SessionKeys = readonly [Uint8Array, ...Uint8Array[]]

const keyBytes = 32
const remedy = 'Make one with: openssl rand -hex 32'

/** The value of `SESSION_KEYS`, or a sentence that says what is wrong with it and holds nothing of it. */
export function readSessionKeys(text: string): { keys: SessionKeys } | { wrong: string } {
  const [first, second, ...more] = text.split(',').map((part) => readKey(part.trim()))
  if (more.length > 0) {
    return { wrong: 'SESSION_KEYS holds more than two keys: keep the one in use and the one before it.' }
  }
  const keys = second === undefined ? [first] : [first, second]
  if (keys.includes(null)) {
    return {
      wrong: `SESSION_KEYS must hold one or two keys, separated by a comma, each 32 bytes as 64 hexadecimal digits or base64url. ${remedy}`,
    }
  }
  if (keys.some((key) => key && !looksRandom(key))) {
    return { wrong: `SESSION_KEYS holds a key that is not random, and so could be guessed. ${remedy}` }
  }
  if (first && second && Buffer.compare(first, second) === 0) {
    return {
      wrong: 'SESSION_KEYS holds the same key twice: the second should be the one used before, or none.',
    }
  }
  if (!first) return { wrong: `SESSION_KEYS is empty. ${remedy}` }
  return { keys: second ? [first, second] : [first] }
}

function readKey(text: string): Uint8Array | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex')
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === keyBytes && bytes.toString('base64url') === text.replace(/=$/, '') ? bytes : null
}

/** Of 32 random bytes nearly all differ; the chance of fewer than 16 different ones is below 1 in 10^14. */
function looksRandom(key: Uint8Array): boolean {
  return new Set(key).size >= 16
}
