import { describe, expect, test } from 'vitest'

import { escapeInvisible, escapeToOneLine, splitInvisible } from './invisible-chars.ts'

describe('escapeInvisible', () => {
  test('escapes invisible and direction-changing characters', () => {
    expect(escapeInvisible('+1415\u200b5550199')).toBe('+1415⟨U+200B⟩5550199')
    expect(escapeInvisible('a\u202eb\u2066c\ufeff\u0000')).toBe('a⟨U+202E⟩b⟨U+2066⟩c⟨U+FEFF⟩⟨U+0000⟩')
  })

  test('in a title, line breaks and tabs are escaped as well', () => {
    expect(escapeToOneLine('a\nb\r\n\tc\u202e')).toBe('a↵b␍↵⇥c⟨U+202E⟩')
  })

  test('leaves every other script as it is', () => {
    const text = 'ñ Ω ಕ 日本 مرحبا 👩🏽 <b>'
    expect(escapeInvisible(text)).toBe(text)
  })

  test('leaves a flag that is written with tags, and no other tags', () => {
    const scotland = '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'
    expect(escapeInvisible(`a${scotland}b`)).toBe(`a${scotland}b`)
    expect(splitInvisible(`a${scotland}b\u200b`).map(({ text }) => text)).toEqual([`a${scotland}b`, 'U+200B'])
    expect(escapeInvisible('🏴\u{e0061}')).toBe('🏴⟨U+E0061⟩')
  })
})
