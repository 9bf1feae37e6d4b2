import { maskChar } from './mask-digits.ts'

/** Matches at the at-sign and looks back for the name: a search that starts with the name would try every word. */
const email =
  /(?=[@%])(?<=(?<name>(?:[\p{L}\p{N}.%+'•-]|\\?_){1,256}))(?:@|%40)(?:[\p{L}\p{N}•-]{1,63}\.){1,8}\p{L}{2,}/gu

/** Masks the name in e-mail addresses, except for its first character. */
export function maskEmails(text: string): string {
  let masked = ''
  let from = 0
  for (const { index, groups } of text.matchAll(email)) {
    const name = groups?.['name'] ?? ''
    const initial = String.fromCodePoint(name.codePointAt(0) ?? 0).length
    masked += text.slice(from, index - name.length + initial) + maskChar.repeat(name.length - initial)
    from = index
  }
  return masked + text.slice(from)
}
