import { atSign } from './mask-email.ts'
import { maskText } from './mask.ts'

/** Masked characters with what separates the groups of a number, or of a name, between them. */
const maskedRun = /•(?:[^•\p{L}\p{N}@\n]{0,3}[•.])*/gu

/** The rest of a number or a name before the masked characters, and after them. */
const startOfNumber = /(?:(?:[+\uff0b]|%(?:25){0,3}2B|_2B|\\u002b)?\(?\p{Nd}{1,3}[ ().-]{0,2}|[+\uff0b(])$/iu
const endOfNumber = /^[ ().-]{0,2}\p{Nd}{1,4}/u
const endOfEmail = new RegExp(String.raw`^(?:${atSign}[\p{L}\p{N}.-]{0,253}|_40[\p{L}\p{N}_-]{1,253})`, 'iu')
const anyAtSign = new RegExp(`${atSign}|_40`, 'u')

/** Digits that tell numbers apart, from the end: with and without country code it is the same customer. */
const significantDigits = 9

/**
 * Replaces personal data by names that stay the same: every mention of one number becomes "phone-A", of the next one
 * "phone-B"; "email-A" and "card-A" likewise. What `maskText` does not find stays. Linear in the text's length.
 * @returns one function for all texts that belong together
 */
export function createPseudonymizer(): (text: string) => string {
  const known = new Map<string, string>()
  const counts = new Map<string, number>()

  function nameOf(kind: string, key: string): string {
    const id = `${kind} ${key}`
    const count = counts.get(kind) ?? 0
    const name = known.get(id) ?? `${kind}-${letters(count)}`
    if (!known.has(id)) {
      known.set(id, name)
      counts.set(kind, count + 1)
    }
    return name
  }

  function replaceOne(text: string, start: number, end: number): { from: number; to: number; name: string } {
    const after = text.slice(end, end + 300)
    const email = endOfEmail.exec(after)
    if (email !== null) {
      const initial = /[\p{L}\p{N}]$/u.exec(text.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
      const to = end + email[0].length
      const from = start - initial
      // However it is encoded, it is the same one.
      const address = text.slice(from, to).toLowerCase().replace(anyAtSign, '@').replaceAll('_2e', '.')
      return { from, to, name: nameOf('email', address) }
    }
    const before = startOfNumber.exec(text.slice(Math.max(0, start - 12), start))?.[0] ?? ''
    const from = start - before.length
    const to = end + (endOfNumber.exec(after)?.[0].length ?? 0)
    const digits = text.slice(from, to).replaceAll(/\P{Nd}/gu, '')
    // Of a card the mask leaves the end only.
    const kind = before === '' && digits.length >= 13 ? 'card' : 'phone'
    return { from, to, name: nameOf(kind, digits.slice(-significantDigits)) }
  }

  return (text) => {
    const masked = maskText(text)
    if (masked === text) return text
    let result = ''
    let copied = 0
    for (const { 0: run, index } of masked.matchAll(maskedRun)) {
      // Bullets that were there before are no mask.
      if (index < copied || text.startsWith(run, index)) continue
      const { from, to, name } = replaceOne(text, index, index + run.length)
      result += text.slice(copied, Math.max(copied, from)) + name
      copied = to
    }
    // Whatever was not recognized above is masked all the same.
    return maskText(result + text.slice(copied))
  }
}

/** 0 → "A", 25 → "Z", 26 → "AA" */
function letters(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}
