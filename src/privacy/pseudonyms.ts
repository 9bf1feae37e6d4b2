import { toAscii } from './mask-digits.ts'
import { atSign } from './mask-email.ts'
import { callingCode } from './mask-phone.ts'
import { maskText } from './mask.ts'

/** Masked characters with what separates the groups of a number, or of a name, between them. */
const maskedRun = /•(?:[^•\p{L}\p{N}@\n]{0,3}[•.])*/gu

/** The rest of a number or a name before the masked characters, and after them. */
const startOfNumber = /(?:(?:[+\uff0b]|%(?:25){0,3}2B|_2B|\\u002b)?\(?\p{Nd}{1,3}[ ().-]{0,2}|[+\uff0b(])$/iu
const endOfNumber = /^[ ().-]{0,2}\p{Nd}{1,4}/u
const endOfEmail = new RegExp(String.raw`^(?:${atSign}[\p{L}\p{N}.-]{0,253}|_40[\p{L}\p{N}_-]{1,253})`, 'iu')
const anyAtSign = new RegExp(`${atSign}|_40`, 'u')

/** How a number with its country code starts: with a plus, however it is encoded, or dialled from abroad. */
const international = /^(?:[+\uff0b]|%(?:25){0,3}2B|_2B|\\u002b)|^\(?(?:00|011(?=(?:\P{Nd}{0,3}\p{Nd}){9}))/iu

type PhoneNumber = {
  /** All digits, without what is dialled before them. */
  digits: string
  /** The digits after the country code; null where the number has none, as far as one can tell. */
  national: string | null
  hasCode: boolean
}

function parsePhone(found: string): PhoneNumber {
  const text = toAscii(found)
  const prefix = international.exec(text)?.[0]
  const all = text.slice(prefix?.length ?? 0).replaceAll(/\D/g, '')
  // In Russia an 8 is dialled before the area code; no country code starts with 83 or 89.
  const digits = all.replace(/^0+|^8(?=[39]\d{9}$)/, '')
  // WhatsApp has numbers without their plus; those of one country are shorter.
  const code =
    prefix !== undefined || (digits === all && digits.length > 10) ? callingCode.exec(digits)?.[0] : undefined
  if (code === undefined) return { digits, national: null, hasCode: false }
  // A zero after the code is dialled within the country only; WhatsApp adds a digit to numbers of Mexico and Argentina.
  const whole = (code + digits.slice(code.length).replace(/^0+/, '')).replace(
    /^(?:(52)1|(54)9)(?=\d{10}$)/,
    '$1$2',
  )
  return { digits: whole, national: whole.slice(code.length), hasCode: prefix !== undefined }
}

/**
 * Replaces personal data by names that stay the same: every mention of one number becomes "phone-A", of the next one
 * "phone-B"; "email-A" and "card-A" likewise. What `maskText` does not find stays. Linear in the text's length.
 * @returns one function for all texts that belong together
 */
export function createPseudonymizer(): (text: string) => string {
  const known = new Map<string, string>()
  const counts = new Map<string, number>()

  function newName(kind: string): string {
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    return `${kind}-${letters(count)}`
  }

  function nameOf(kind: string, key: string): string {
    const id = `${kind} ${key}`
    const name = known.get(id) ?? newName(kind)
    known.set(id, name)
    return name
  }

  const withCode = new Map<string, string>()
  const withoutCode = new Map<string, string>()
  /** By the digits after the country code: the first number of all countries. */
  const nationals = new Map<string, string>()

  /** With and without country code it is the same customer; with another code or area code it is not. */
  function nameOfPhone({ digits, national, hasCode }: PhoneNumber): string {
    const [alike, others] = hasCode ? [withCode, withoutCode] : [withoutCode, withCode]
    const isFirst = national !== null && !nationals.has(national)
    const name =
      alike.get(digits) ??
      others.get(digits) ??
      (hasCode ? undefined : nationals.get(digits)) ??
      (isFirst ? withoutCode.get(national) : undefined) ??
      newName('phone')
    alike.set(digits, name)
    if (isFirst) nationals.set(national, name)
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
    const found = text.slice(from, to)
    const digits = toAscii(found).replaceAll(/\D/g, '')
    // Of a card the mask leaves the end only.
    const isCard = before === '' && digits.length >= 13
    return { from, to, name: isCard ? nameOf('card', digits) : nameOfPhone(parsePhone(found)) }
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
