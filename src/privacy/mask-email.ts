import { maskChar } from './mask-digits.ts'

/** A pattern for an at-sign: also of a URL within a URL, and of JSON. */
export const atSign = String.raw`(?:[@\uff20]|%(?:25){0,3}40|\\u0040)`
const label = String.raw`[\p{L}\p{N}•-]{1,63}`
/** A host, one by its number, as in SIP addresses, or the start of one that was cut. */
const host = String.raw`(?:(?:${label}\.){1,8}\p{L}{2,}|(?:\d{1,3}\.){3}\d{1,3}(?![\p{N}.])|[\p{L}\p{N}.-]{0,100}…)`
/** `ada_40example_2Ecom`: an address in the identity of one of Twilio's clients, as Flex has its agents. */
const inIdentity = String.raw`_40(?:${label}_2E){1,8}\p{L}{2,}`

/** Matches at the at-sign and looks back for the name: a search that starts with the name would try every word. */
const email = new RegExp(
  String.raw`(?=${atSign}|_40)(?<=(?<name>(?:[\p{L}\p{N}.%+'•-]|\\?_){1,256}))(?:${atSign}${host}|${inIdentity})`,
  'gu',
)

/** Masks the name in e-mail addresses, except for its first character if there are more. */
export function maskEmails(text: string): string {
  let masked = ''
  let from = 0
  for (const { index, groups } of text.matchAll(email)) {
    const name = groups?.['name'] ?? ''
    const firstLength = String.fromCodePoint(name.codePointAt(0) ?? 0).length
    const initial = firstLength < name.length ? firstLength : 0
    masked += text.slice(from, index - name.length + initial) + maskChar.repeat(name.length - initial)
    from = index
  }
  return masked + text.slice(from)
}
