import { text } from 'node:stream/consumers'

import { promptPassword } from './prompt-password.ts'
import { validatePassword } from './password-policy.ts'
import { hashPassword } from './password-hash.ts'

/*
 * `npm run hash-password`: reads a password and prints its setting to stdout, and nothing else. Prompts and errors go to
 * stderr.
 */

/** The new password, or why there is none. */
async function readNewPassword(): Promise<{ password: string } | { error: string }> {
  const password = process.stdin.isTTY ? await promptTwice() : await readPipedPassword()
  if (typeof password !== 'string') return password
  const error = validatePassword(password)
  return error === null ? { password } : { error }
}

async function promptTwice(): Promise<string | { error: string }> {
  const terminal = { input: process.stdin, output: process.stderr }
  const first = await promptPassword('Shared password (not shown): ', terminal)
  if (first === null) return { error: 'Cancelled: no hash was created.' }
  const error = validatePassword(first)
  if (error !== null) return { error }
  const second = await promptPassword('Repeat the password: ', terminal)
  return first === second ? first : { error: 'The passwords do not match: no hash was created.' }
}

async function readPipedPassword(): Promise<string | { error: string }> {
  const [line = '', ...extraLines] = (await text(process.stdin)).replace(/\r?\n$/, '').split(/\r?\n/)
  return extraLines.length === 0
    ? line
    : { error: 'The input has more than one line: the password must be a single line.' }
}

const result = await readNewPassword()
if ('password' in result) {
  process.stdout.write(`ACCESS_PASSWORD_HASH=${await hashPassword(result.password)}\n`)
} else {
  process.stderr.write(`${result.error}\n`)
  process.exitCode = 1
}
