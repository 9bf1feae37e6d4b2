import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { keyTexts } from './for-tests.ts'
import { readSessionKeys } from './session-keys.ts'

const [one, two] = keyTexts
const bytes = (text: string) => Buffer.from(text, 'hex')

test('one key or two, in hex or base64url, with or without padding and spaces', () => {
  const keys = [bytes(one), bytes(two)]
  expect(readSessionKeys(one)).toEqual({ keys: [bytes(one)] })
  expect(readSessionKeys(` ${one.toUpperCase()} , ${two} `)).toEqual({ keys })
  const short = keys.map((key) => key.toString('base64url'))
  expect(readSessionKeys(short.join(','))).toEqual({ keys })
  expect(readSessionKeys(short.map((text) => `${text}=`).join(','))).toEqual({ keys })
})

test('random keys of every kind are taken', () => {
  for (let i = 0; i < 200; i++) {
    const key = randomBytes(32)
    expect(readSessionKeys(key.toString('base64url'))).toEqual({ keys: [key] })
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
])('%j is refused in a sentence that holds nothing of it', (text, sentence) => {
  const read = readSessionKeys(text)
  expect(read).toEqual({ wrong: expect.stringContaining(sentence) })
  const said = JSON.stringify(read)
  expect(said).toContain('SESSION_KEYS')
  for (const part of text.split(',').filter(Boolean)) expect(said).not.toContain(part)
})
