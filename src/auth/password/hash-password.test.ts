import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { validatePassword } from './password-policy.ts'
import { verifyPassword, parsePasswordHash } from './password-hash.ts'

const longest = Array.from({ length: 1000 }, (_, i) => ((i * i * 7) % 36).toString(36)).join('')

/** Runs the command with this text on stdin. */
async function hashPassword(piped: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hash-password.ts')])
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (output.out += String(chunk)))
  child.stderr.on('data', (chunk) => (output.err += String(chunk)))
  child.stdin.end(piped)
  const [code] = await once(child, 'close')
  return { code, ...output }
}

describe('npm run hash-password', () => {
  test.each(['correct horse battery', 'correct horse battery\n', 'correct horse battery\r\n'])(
    'prints the setting line for %j, and nothing else',
    async (piped) => {
      const { code, out, err } = await hashPassword(piped)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const [, value = ''] = /^ACCESS_PASSWORD_HASH=(.+)\n$/.exec(out) ?? []
      const parsed = parsePasswordHash(value)
      expect('hash' in parsed && (await verifyPassword('correct horse battery', parsed.hash))).toBe(true)
    },
  )

  test.each([
    ['', 'No password was given.\n'],
    ['short word\n', 'The password must have at least 12 characters: use several words.\n'],
    [
      'passwordpassword\n',
      'The password is too common: attackers try it first. Use several words that do not usually stand together.\n',
    ],
    ['correct horse\nbattery\n', 'The input has more than one line: the password must be a single line.\n'],
  ])('rejects %j with one sentence', async (piped, sentence) => {
    expect(await hashPassword(piped)).toEqual({ code: 1, out: '', err: sentence })
  })
})

describe('a new password', () => {
  test.each(['kq7fz2mw9xr4', longest, 'Grüße an alle!'])('can be %.40s', (password) => {
    expect(validatePassword(password)).toBeNull()
  })

  test.each([
    ['x'.repeat(11), 'at least 12'],
    ['👩‍👩‍👧‍👦'.repeat(3), 'at least 12'],
    ['e\u0301'.repeat(6), 'at least 12'],
    [`${longest}x`, 'at most 1000'],
    ['correct\thorse battery', 'control characters'],
    ['', 'No password'],
    ['P@ssw0rd2026!', 'too common'],
  ])('cannot be %.40s', (password, sentence) => {
    expect(validatePassword(password)).toContain(sentence)
  })

  test('of the maximum length fits into a sign-in request', () => {
    const worst = JSON.stringify({ password: '"'.repeat(500) + '\uffff'.repeat(500) })
    expect(Buffer.byteLength(worst)).toBeLessThan(4096)
  })
})
