import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** A parsed password hash, as `npm run hash-password` creates it. */
export type PasswordHash = { ln: number; r: number; p: number; salt: Uint8Array; hash: Uint8Array }

/** OWASP's recommended cost (2^15, 8, 3), at 32 MB a run. @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const defaultCost = { ln: 15, r: 8, p: 3 }

const pattern = /^scrypt\$ln=(\d{2}),r=(\d{1,2}),p=(\d)\$([\w-]{22,86})\$([\w-]{43,86})$/

/** Parses `ACCESS_PASSWORD_HASH`. The error never contains the value. */
export function parsePasswordHash(text: string): { hash: PasswordHash } | { error: string } {
  const [, ln, r, p, salt, hash] = pattern.exec(text) ?? []
  const saltBytes = decodeBase64url(salt)
  const hashBytes = decodeBase64url(hash)
  if (saltBytes === null || hashBytes === null) {
    return {
      error:
        'ACCESS_PASSWORD_HASH is not a complete hash: copy everything that npm run hash-password printed after the =, and put it in single quotes in a shell, because it contains $ signs.',
    }
  }
  const parsed = { ln: Number(ln), r: Number(r), p: Number(p), salt: saltBytes, hash: hashBytes }
  const isCostAllowed = parsed.ln >= 14 && parsed.ln <= 17 && parsed.r === 8 && parsed.p >= 1 && parsed.p <= 5
  if (isCostAllowed) return { hash: parsed }
  return {
    error:
      'ACCESS_PASSWORD_HASH must have ln from 14 to 17, r=8 and p from 1 to 5: lower values are too easy to guess, higher ones need too much memory. Create a new one with npm run hash-password.',
  }
}

/** Hashes a password with a new salt: `scrypt$ln=…,r=…,p=…$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string, { ln, r, p } = defaultCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await deriveKey(password, { ln, r, p, salt, length: 32 })
  return `scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

/** Whether this is the password. Takes as long for a wrong one as for the correct one. */
export async function verifyPassword(password: string, { hash, ...rest }: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await deriveKey(password, { ...rest, length: hash.length }), hash)
}

type KeyDerivation = { ln: number; r: number; p: number; salt: Uint8Array; length: number }

/** Keyboards send an accented letter as one character or as two; NFC makes them equal. */
function deriveKey(password: string, { ln, r, p, salt, length }: KeyDerivation): Promise<Buffer> {
  const N = 2 ** ln
  // What scrypt needs, plus a margin: Node's own limit is just too small for ln=15.
  const maxmem = 128 * r * (N + p) + 2 ** 20
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function decodeBase64url(text: string | undefined): Uint8Array | null {
  if (text === undefined) return null
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}
