import { text } from 'node:stream/consumers'

import { askSecretly } from './ask-secretly.ts'
import { whatIsWrongWith } from './new-password.ts'
import { hashPassword } from './password-hash.ts'

/*
 * `npm run hash-password`: asks for a password and prints the setting that stands for it, and nothing else, on stdout.
 * Questions and refusals go to stderr.
 */

/** The new password, or the sentence that says why there is none. */
async function readNewPassword(): Promise<{ password: string } | { wrong: string }> {
  const password = process.stdin.isTTY ? await askTwice() : await readPipe()
  if (typeof password !== 'string') return password
  const wrong = whatIsWrongWith(password)
  return wrong === null ? { password } : { wrong }
}

async function askTwice(): Promise<string | { wrong: string }> {
  const terminal = { input: process.stdin, output: process.stderr }
  const first = await askSecretly('Password that everybody will share (not shown): ', terminal)
  if (first === null) return { wrong: 'Given up: nothing was made.' }
  const wrong = whatIsWrongWith(first)
  if (wrong !== null) return { wrong }
  const second = await askSecretly('The same once more: ', terminal)
  return first === second ? first : { wrong: 'The two are not the same: nothing was made.' }
}

async function readPipe(): Promise<string | { wrong: string }> {
  const [line = '', ...more] = (await text(process.stdin)).replace(/\r?\n$/, '').split(/\r?\n/)
  return more.length === 0
    ? line
    : { wrong: 'More than one line came through the pipe: the password must be one.' }
}

const read = await readNewPassword()
if ('password' in read) {
  process.stdout.write(`ACCESS_PASSWORD_HASH=${await hashPassword(read.password)}\n`)
} else {
  process.stderr.write(`${read.wrong}\n`)
  process.exitCode = 1
}
