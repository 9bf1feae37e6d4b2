import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { whatIsWrongWith } from './new-password.ts'
import { isPassword, readPasswordHash } from './password-hash.ts'

/** Runs the command with this in its pipe. */
async function hashPassword(piped: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hash-password.ts')])
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += String(chunk)))
  child.stderr.on('data', (chunk) => (said.err += String(chunk)))
  child.stdin.end(piped)
  const [code] = await once(child, 'close')
  return { code, ...said }
}

describe('npm run hash-password', () => {
  test.each(['correct horse battery', 'correct horse battery\n', 'correct horse battery\r\n'])(
    'prints the setting line for %j, and nothing else',
    async (piped) => {
      const { code, out, err } = await hashPassword(piped)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const [, value = ''] = /^ACCESS_PASSWORD_HASH=(.+)\n$/.exec(out) ?? []
      const read = readPasswordHash(value)
      expect('hash' in read && (await isPassword('correct horse battery', read.hash))).toBe(true)
    },
  )

  test.each([
    ['', 'No password was given.\n'],
    ['short word\n', 'The password must have at least 12 characters: take several words.\n'],
    ['correct horse\nbattery\n', 'More than one line came through the pipe: the password must be one.\n'],
  ])('refuses %j in one sentence', async (piped, sentence) => {
    expect(await hashPassword(piped)).toEqual({ code: 1, out: '', err: sentence })
  })
})

describe('a new password', () => {
  test.each(['x'.repeat(12), 'x'.repeat(1000), 'Grüße an alle!'])('may be %.40s', (password) => {
    expect(whatIsWrongWith(password)).toBeNull()
  })

  test.each([
    ['x'.repeat(11), 'at least 12'],
    ['👩‍👩‍👧‍👦'.repeat(3), 'at least 12'],
    ['e\u0301'.repeat(6), 'at least 12'],
    ['x'.repeat(1001), 'at most 1000'],
    ['correct\thorse battery', 'control characters'],
    ['', 'No password'],
  ])('may not be %.40s', (password, sentence) => {
    expect(whatIsWrongWith(password)).toContain(sentence)
  })

  test('of the greatest length fits into what the sign-in takes', () => {
    const worst = JSON.stringify({ password: '"'.repeat(500) + '\uffff'.repeat(500) })
    expect(whatIsWrongWith('"'.repeat(1000))).toBeNull()
    expect(Buffer.byteLength(worst)).toBeLessThan(4096)
  })
})
