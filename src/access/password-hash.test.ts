import { scryptSync } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { hashPassword, isPassword, readPasswordHash } from './password-hash.ts'

const cheap = { ln: 14, r: 8, p: 1 }

function hashOf(text: string) {
  const read = readPasswordHash(text)
  if ('wrong' in read) throw new Error(read.wrong)
  return read.hash
}

describe('a password', () => {
  test('fits its own hash and no other', async () => {
    const hash = hashOf(await hashPassword('correct horse battery', cheap))
    expect(await isPassword('correct horse battery', hash)).toBe(true)
    for (const wrong of ['', 'correct horse batterY', 'correct horse battery ', 'correct horse']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: each takes 16 MB
      expect(await isPassword(wrong, hash)).toBe(false)
    }
  })

  test('is hashed as costly as OWASP asks, with a salt of its own', async () => {
    const [a, b] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')]
    expect(a).toMatch(/^scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/)
    expect(a).not.toBe(b)
    expect(await isPassword('correct horse battery', hashOf(a))).toBe(true)
  })

  test('is what scrypt makes of it', () => {
    const salt = Buffer.alloc(16, 7)
    const key = scryptSync('correct horse battery', salt, 32, { N: 2 ** 14, r: 8, p: 1 })
    const line = `scrypt$ln=14,r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`
    return expect(isPassword('correct horse battery', hashOf(line))).resolves.toBe(true)
  })

  test('may be typed with accents in one character or in two', async () => {
    const hash = hashOf(await hashPassword('caf\u00e9 cr\u00e8me br\u00fbl\u00e9e', cheap))
    expect(await isPassword('cafe\u0301 cre\u0300me bru\u0302le\u0301e', hash)).toBe(true)
  })

  test('may cost as much as the settings allow', async () => {
    const hash = hashOf(await hashPassword('correct horse battery', { ln: 17, r: 8, p: 1 }))
    expect(await isPassword('correct horse battery', hash)).toBe(true)
  })
})

describe('a hash that is none', () => {
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
  ])('%j', (text) => {
    const read = readPasswordHash(text)
    expect(read).toEqual({ wrong: expect.stringContaining('npm run hash-password') })
    expect(JSON.stringify(read)).not.toContain(text.slice(0, 30) || '\0')
  })

  test.each([
    'ln=13,r=8,p=1',
    'ln=18,r=8,p=1',
    'ln=99,r=8,p=1',
    'ln=15,r=9,p=1',
    'ln=15,r=8,p=0',
    'ln=15,r=8,p=6',
  ])('%s: too cheap or too dear', (cost) => {
    expect(readPasswordHash(`scrypt$${cost}$${salt}$${hash}`)).toEqual({
      wrong: expect.stringContaining('ln from 14 to 17'),
    })
  })
})
