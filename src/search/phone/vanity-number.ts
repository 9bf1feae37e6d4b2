import { normalizeDigits } from './normalize-text.ts'

const tollFree = String.raw`\(?8(?:00|33|44|55|66|77|88)\)?`
/** Three letters at least, so that it is no number with a slip. */
const letters = String.raw`(?=(?:\d-?){0,6}[A-Z]-?[A-Z]-?[A-Z])[A-Z\d](?:-?[A-Z\d]){6,9}`

/** In capitals, as advertisements have it, also with spaces: "1 800 FLOWERS". */
const spaced = new RegExp(String.raw`(?:\+?1[-. ])?${tollFree}[-. ]?${letters}[.,;:!?)]*(?=\s|$)`, 'y')
const whole = new RegExp(String.raw`^(?:\+?1[-. ]?)?(${tollFree})[-. ]?(${letters})[-.,;:!?)]*$`, 'i')

/** The letters of the keys 2 to 9. */
const keys = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']

/** The digits, country code first, of a toll-free North American number in letters ("1-800-FLOWERS"); null for any other text. */
export function parseVanityNumber(text: string): string | null {
  const [, areaCode = '', name = ''] = whole.exec(normalizeDigits(text)) ?? []
  if (name === '') return null
  const digits = name.replaceAll('-', '').replaceAll(/[a-z]/gi, (letter) => {
    const key = keys.findIndex((each) => each.includes(letter.toUpperCase()))
    return String(key + 2)
  })
  // More letters are dialled in vain: "1-800-CONTACTS".
  return `1${areaCode.replaceAll(/\D/g, '')}${digits.slice(0, 7)}`
}

/** The end of such a number that starts at `start`, if it has spaces; null without one. */
export function vanityTokenEnd(text: string, start: number): number | null {
  spaced.lastIndex = start
  return spaced.test(text) ? spaced.lastIndex : null
}
