import { digit, letter, maskDigits, numberStart, separator, toAscii, type MaskRule } from './mask-digits.ts'

/** `4111 1111 1111 1111` */
export const cardNumber: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}${digit}(?:${separator}?${digit}){12,18}(?!${separator}?${digit}|${letter})`,
    'gu',
  ),
  mask: (found) => (isCardNumber(toAscii(found).replaceAll(/\D/g, '')) ? maskDigits(found, 0, 4) : found),
}

/** Checks issuer and check digit (ISO/IEC 7812). Excludes a leading 1, as of Unix times in milliseconds and smaller units. */
function isCardNumber(number: string): boolean {
  if (!/^(?:[2356]\d{13,18}|4\d{12,18})$/.test(number)) return false
  let sum = 0
  for (let i = 0; i < number.length; i++) {
    const value = Number(number[number.length - 1 - i]) * (i % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
