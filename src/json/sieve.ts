import { type ByteClasses, createByteSearch } from './byte-pattern.ts'
import type { Needle } from './find.ts'
import { foldedUnits } from './fold.ts'

/** False only where the JSON between the offsets surely does not hold the needle; true where `createFind` must look. */
export type Sieve = (bytes: Uint8Array, start: number, end: number) => boolean

const encoder = new TextEncoder()

/**
 * Makes a sieve for a needle, which reads the JSON as it was sent: thirty times as fast as looking properly.
 *
 * JSON writes a character as itself, by a short escape (`\"`), or as `\u` and its number; in a string that is JSON
 * itself the same happens to what the inner JSON wrote. So a stretch of characters that have no short escape is either
 * there as it is, however deep inside, or one of its characters, or of the inner escapes that stand for them, is
 * written as `\u` and a number.
 */
export function createSieve({ path, text }: Needle): Sieve {
  // Digits may be a position, of which the JSON says nothing.
  const keys = (path ?? []).map(String).filter((step) => !/^\d+$/.test(step))
  const wanted = text === null ? keys : [text, ...keys]
  const searches = wanted
    .flatMap(plainStretches)
    .toSorted((a, b) => b.length - a.length)
    .map(createByteSearch)
  const hiding = new Set(wanted.flatMap(unitsThatHide))
  return (bytes, start, end) =>
    searches.every((search) => search(bytes, start, end)) || holdsEscape(bytes, start, end, hiding)
}

/** The stretches of a text without a character that has a short escape, as the bytes they are sent as. */
function plainStretches(text: string): ByteClasses[] {
  const stretches: number[][][] = [[]]
  for (const character of text) {
    const spellings = spellingsOf(character)
    if (spellings) stretches.at(-1)?.push(...spellings)
    else stretches.push([])
  }
  return stretches.filter((stretch) => stretch.length > 0)
}

/** For each byte of a character, what it may be in upper or lower case; null where it may be written in other ways. */
function spellingsOf(character: string): number[][] | null {
  // Short escapes; and U+FFFD and lone surrogates, which stand for any bytes that are not UTF-8.
  // oxlint-disable-next-line no-control-regex -- control characters are those meant
  if (/["\\/\u0000-\u001f\ufffd\ud800-\udfff]/u.test(character)) return null
  if (character.length > 1) return Array.from(encoder.encode(character), (byte) => [byte])
  const spellings = foldedUnits(character.charCodeAt(0)).map((unit) =>
    encoder.encode(String.fromCharCode(unit)),
  )
  const [first] = spellings
  if (!first || spellings.some(({ length }) => length !== first.length)) return null
  return Array.from(first, (_, position) => spellings.map((bytes) => bytes[position] ?? 0))
}

/** Units that, written as `\u` and a number, hide some of a text: its own, and those the escapes inside are made of. */
function unitsThatHide(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => foldedUnits(text.charCodeAt(i)))
    .flat()
    .concat(partsOfEscapes)
}

const partsOfEscapes = Array.from('\\u0123456789abcdefABCDEF', (character) => character.charCodeAt(0))

/** Whether one of these units is written as `\u` and its number. Escaped or not, `\u` counts: it may be one inside. */
function holdsEscape(bytes: Uint8Array, start: number, end: number, units: ReadonlySet<number>): boolean {
  for (let at = start + 1; at < end;) {
    const byte = bytes[at]
    if (byte === 0x75) {
      if (bytes[at - 1] === 0x5c && units.has(hexAt(bytes, at + 1))) return true
      at += 2
    } else at += byte === 0x5c ? 1 : 2
  }
  return false
}

/** The number that four hexadecimal digits make; NaN where there are none. */
function hexAt(bytes: Uint8Array, from: number): number {
  let number = 0
  for (let at = from; at < from + 4; at++) {
    const byte = bytes[at] ?? 0
    const letter = byte | 0x20
    if (byte >= 0x30 && byte <= 0x39) number = number * 16 + byte - 0x30
    else if (letter >= 0x61 && letter <= 0x66) number = number * 16 + letter - 0x57
    else return Number.NaN
  }
  return number
}
