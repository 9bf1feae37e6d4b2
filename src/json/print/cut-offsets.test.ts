import { expect, test } from 'vitest'

import { maskText } from '#privacy/mask.ts'

import { cutOffsets } from './cut-offsets.ts'

test.each([
  'Please call me back on (415) 555-0199 after noon, thanks',
  'From +14155550142 to john.smith@example.com today',
  'Card 4111 1111 1111 1111 expires',
  '"phone":"+14155550142","mail":"a@b.example"',
  'john.smith@example.com',
])('wherever a text is cut, no part of it is readable that is masked in the whole: %s', (text) => {
  const masked = maskText(text)
  for (let index = 0; index <= text.length; index++) {
    const { before, after } = cutOffsets(text, index)
    expect([before <= index, after >= index]).toEqual([true, true])
    const parts =
      maskText(`${text.slice(0, after)}…`).slice(0, -1) + maskText(`…${text.slice(after)}`).slice(1)
    const others = maskText(`…${text.slice(before)}`).slice(1)
    const isReadable = (part: string | undefined, i: number) => masked[i] === '•' && part !== '•'
    const readable = parts.split('').filter((part, i) => isReadable(part, i))
    const readableAfter = others.split('').filter((part, i) => isReadable(part, before + i))
    expect([index, readable, readableAfter]).toEqual([index, [], []])
  }
})

test('other texts are cut where they should be, and long ones not much later', () => {
  expect(cutOffsets('an order of 12 pieces', 13)).toEqual({ before: 13, after: 13 })
  expect(cutOffsets('abc', 0)).toEqual({ before: 0, after: 0 })
  expect(cutOffsets('abc', Infinity)).toEqual({ before: Infinity, after: Infinity })
  for (const long of ['1'.repeat(1000), '@'.repeat(1000), '1-'.repeat(500)]) {
    const { before, after } = cutOffsets(long, 500)
    expect(after - before).toBeLessThanOrEqual(128)
  }
})
