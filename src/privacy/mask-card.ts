import { digit, maskDigits, numberStart, type MaskRule } from './mask-digits.ts'

/** `4111 1111 1111 1111` */
export const cardNumber: MaskRule = {
  pattern: new RegExp(
    String.raw`${numberStart}${digit}(?:[ -]?${digit}){12,18}(?![ -]?${digit}|\p{L})`,
    'gu',
  ),
  mask: (found) => (isCardNumber(found.replaceAll(/[ -]/g, '')) ? maskDigits(found, 0, 4) : found),
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
