import { scryptSync } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { hashPassword, verifyPassword, parsePasswordHash } from './password-hash.ts'

const cheap = { ln: 14, r: 8, p: 1 }

function hashOf(text: string) {
  const parsed = parsePasswordHash(text)
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.hash
}

describe('a password', () => {
  test('matches its own hash, and other passwords do not', async () => {
    const hash = hashOf(await hashPassword('correct horse battery', cheap))
    expect(await verifyPassword('correct horse battery', hash)).toBe(true)
    for (const wrong of ['', 'correct horse batterY', 'correct horse battery ', 'correct horse']) {
      expect(await verifyPassword(wrong, hash)).toBe(false)
    }
  })

  test('is hashed with the cost that OWASP recommends, and a new salt each time', async () => {
    const [a, b] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')]
    expect(a).toMatch(/^scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/)
    expect(a).not.toBe(b)
    expect(await verifyPassword('correct horse battery', hashOf(a))).toBe(true)
  })

  test('is hashed with scrypt', () => {
    const salt = Buffer.alloc(16, 7)
    const key = scryptSync('correct horse battery', salt, 32, { N: 2 ** 14, r: 8, p: 1 })
    const line = `scrypt$ln=14,r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`
    return expect(verifyPassword('correct horse battery', hashOf(line))).resolves.toBe(true)
  })

  test('can be typed with accents as one character or as two', async () => {
    const hash = hashOf(await hashPassword('caf\u00e9 cr\u00e8me br\u00fbl\u00e9e', cheap))
    expect(await verifyPassword('cafe\u0301 cre\u0300me bru\u0302le\u0301e', hash)).toBe(true)
  })

  test('can be hashed with the highest cost allowed', async () => {
    const hash = hashOf(await hashPassword('correct horse battery', { ln: 17, r: 8, p: 1 }))
    expect(await verifyPassword('correct horse battery', hash)).toBe(true)
  })
})

describe('an invalid hash', () => {
  const salt = 'A'.repeat(22)
  const hash = 'A'.repeat(43)
  test.each([
    '',
    'hush-hush-hush',
    `scrypt,r=8,p=1${salt}${hash}`,
    `scrypt$ln=15,r=8,p=1$${salt}`,
    `scrypt$ln=15,r=8,p=1$${salt}$`,
    `scrypt$ln=15,r=8,p=1$${salt.slice(1)}$${hash}`,
    `scrypt$ln=15,r=8,p=1$${salt}$${hash.slice(1)}`,
    `scrypt$ln=15,r=8,p=1$${salt}$${hash}=`,
    `scrypt$ln=15,r=8,p=1$${salt}$${hash.slice(1)}B`,
    `scrypt$ln=15,r=8,p=1$${salt}$${hash}\n`,
    ` scrypt$ln=15,r=8,p=1$${salt}$${hash}`,
    `scrypt$r=8,ln=15,p=1$${salt}$${hash}`,
    `scrypt$ln=+15,r=8,p=1$${salt}$${hash}`,
    `SCRYPT$ln=15,r=8,p=1$${salt}$${hash}`,
    `scrypt$ln=15,r=8,p=1$${salt}$${hash}$${hash}`,
    `scrypt$ln=15,r=8,p=1$${'+'.repeat(22)}$${hash}`,
  ])('%j is rejected, and not repeated in the error', (text) => {
    const parsed = parsePasswordHash(text)
    expect(parsed).toEqual({ error: expect.stringContaining('npm run hash-password') })
    expect(JSON.stringify(parsed)).not.toContain(text.slice(0, 30) || '\0')
  })

  test.each([
    'ln=13,r=8,p=1',
    'ln=18,r=8,p=1',
    'ln=99,r=8,p=1',
    'ln=15,r=9,p=1',
    'ln=15,r=8,p=0',
    'ln=15,r=8,p=6',
  ])('%s is rejected: the cost is too low or too high', (cost) => {
    expect(parsePasswordHash(`scrypt$${cost}$${salt}$${hash}`)).toEqual({
      error: expect.stringContaining('ln from 14 to 17'),
    })
  })
})
