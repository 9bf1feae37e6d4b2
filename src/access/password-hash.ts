import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** What a password is checked against, as `npm run hash-password` makes it. */
export type PasswordHash = { ln: number; r: number; p: number; salt: Uint8Array; hash: Uint8Array }

/** As costly as OWASP asks (2^15, 8, 3), at 32 MB a run. @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt */
const cost = { ln: 15, r: 8, p: 3 }

const pattern = /^scrypt\$ln=(\d{2}),r=(\d{1,2}),p=(\d)\$([\w-]{22,86})\$([\w-]{43,86})$/

/** The value of `ACCESS_PASSWORD_HASH`, or a sentence that says what is wrong with it and holds nothing of it. */
export function readPasswordHash(text: string): { hash: PasswordHash } | { wrong: string } {
  const [, ln, r, p, salt, hash] = pattern.exec(text) ?? []
  const saltBytes = readBase64url(salt)
  const hashBytes = readBase64url(hash)
  if (saltBytes === null || hashBytes === null) {
    return {
      wrong:
        'ACCESS_PASSWORD_HASH is not a whole line of npm run hash-password: take it over as it was printed, and in a shell put it in single quotes, as it holds $ signs.',
    }
  }
  const read = { ln: Number(ln), r: Number(r), p: Number(p), salt: saltBytes, hash: hashBytes }
  const isSensible = read.ln >= 14 && read.ln <= 17 && read.r === 8 && read.p >= 1 && read.p <= 5
  if (isSensible) return { hash: read }
  return {
    wrong:
      'ACCESS_PASSWORD_HASH must have ln from 14 to 17, r=8 and p from 1 to 5: less is too easily guessed, more takes too much memory. Make it anew with npm run hash-password.',
  }
}

/** The line's value for a password: `scrypt$ln=…,r=…,p=…$salt$hash`, salt and hash in base64url. */
export async function hashPassword(password: string, { ln, r, p } = cost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, { ln, r, p, salt, length: 32 })
  return `scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

/** Whether this is the password. Takes as long for a wrong one as for the right one. */
export async function isPassword(password: string, { hash, ...rest }: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, { ...rest, length: hash.length }), hash)
}

type Derivation = { ln: number; r: number; p: number; salt: Uint8Array; length: number }

/** Keyboards write an accented letter in one character or in two; NFC makes them one. */
function derive(password: string, { ln, r, p, salt, length }: Derivation): Promise<Buffer> {
  const N = 2 ** ln
  // What scrypt needs, and a little more; Node's own bound is exactly too small for ln=15.
  const maxmem = 128 * r * (N + p) + 2 ** 20
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function readBase64url(text: string | undefined): Uint8Array | null {
  if (text === undefined) return null
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}
