import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { testKeys } from '#auth/testing/helpers.ts'
import { parseSessionKeys } from './session-keys.ts'

const [one, two] = testKeys
const bytes = (text: string) => Buffer.from(text, 'hex')

test('accepts one or two keys, in hex or base64url, with or without padding and spaces', () => {
  const keys = [bytes(one), bytes(two)]
  expect(parseSessionKeys(one)).toEqual({ keys: [bytes(one)] })
  expect(parseSessionKeys(` ${one.toUpperCase()} , ${two} `)).toEqual({ keys })
  const short = keys.map((key) => key.toString('base64url'))
  expect(parseSessionKeys(short.join(','))).toEqual({ keys })
  expect(parseSessionKeys(short.map((text) => `${text}=`).join(','))).toEqual({ keys })
})

test('accepts any random key', () => {
  for (let i = 0; i < 200; i++) {
    const key = randomBytes(32)
    expect(parseSessionKeys(key.toString('base64url'))).toEqual({ keys: [key] })
  }
})

test.each([
  ['', 'one or two keys'],
  [one.slice(1), 'one or two keys'],
  [`${one}0`, 'one or two keys'],
  [`${one},`, 'one or two keys'],
  [`,${one}`, 'one or two keys'],
  ['hush-hush', 'one or two keys'],
  [`${bytes(one).toString('base64url').slice(0, -1)}9`, 'one or two keys'],
  [`${one},${two},${one}`, 'more than two'],
  [`${one},${one}`, 'same key twice'],
  ['00'.repeat(32), 'not random'],
  [`${one},${'deadbeef'.repeat(8)}`, 'not random'],
])('%j is rejected, and the error does not repeat it', (text, sentence) => {
  const parsed = parseSessionKeys(text)
  expect(parsed).toEqual({ error: expect.stringContaining(sentence) })
  const output = JSON.stringify(parsed)
  expect(output).toContain('SESSION_KEYS')
  for (const key of text.split(',').filter(Boolean)) expect(output).not.toContain(key)
})
