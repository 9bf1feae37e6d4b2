import { type ByteClasses, createByteSearch } from './byte-search.ts'
import type { ValueQuery } from './find-first.ts'
import { caseVariants } from './case-fold.ts'

/** False only if the JSON range certainly has no match; true if `createFinder` must check it. */
export type Prefilter = (bytes: Uint8Array, start: number, end: number) => boolean

const encoder = new TextEncoder()

/**
 * Creates a prefilter for a query. It searches the raw bytes, which is 30 times as fast as `createFinder`.
 *
 * JSON writes a character literally, as a short escape (`\"`), or as `\u` and its number. In embedded JSON the same
 * happens again to what the inner JSON wrote. So a run of characters without short escapes is either in the bytes
 * literally, at any depth, or one of its characters, or of the inner escapes for them, is written as `\u` and a number.
 */
export function createPrefilter({ path, text }: ValueQuery): Prefilter {
  // Digits may be a position, which is not in the text.
  const keys = (path ?? []).map(String).filter((step) => !/^\d+$/.test(step))
  const requiredTexts = text === null ? keys : [text, ...keys]
  const searches = requiredTexts
    .flatMap(literalRuns)
    .toSorted((a, b) => b.length - a.length)
    .map(createByteSearch)
  const escapableUnits = new Set(requiredTexts.flatMap(unitsHiddenByEscapes))
  return (bytes, start, end) =>
    searches.every((search) => search(bytes, start, end)) ||
    containsEscapeOf(bytes, start, end, escapableUnits)
}

/** The runs of a text without characters that have a short escape, as bytes. */
function literalRuns(text: string): ByteClasses[] {
  const runs: number[][][] = [[]]
  for (const character of text) {
    const variants = byteVariants(character)
    if (variants) runs.at(-1)?.push(...variants)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

/** For each byte of a character, its variants in upper and lower case; null if the character has other spellings. */
function byteVariants(character: string): number[][] | null {
  // Short escapes; also U+FFFD and lone surrogates, which replace bytes that are not UTF-8.
  // oxlint-disable-next-line no-control-regex -- matches control characters on purpose
  if (/["\\/\u0000-\u001f\ufffd\ud800-\udfff]/u.test(character)) return null
  if (character.length > 1) return Array.from(encoder.encode(character), (byte) => [byte])
  const variants = caseVariants(character.charCodeAt(0)).map((unit) =>
    encoder.encode(String.fromCharCode(unit)),
  )
  const [first] = variants
  if (!first || variants.some(({ length }) => length !== first.length)) return null
  return Array.from(first, (_, position) => variants.map((bytes) => bytes[position] ?? 0))
}

/** Units that hide part of a text when written as `\u` and a number: those of the text and of the escapes inside. */
function unitsHiddenByEscapes(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => caseVariants(text.charCodeAt(i)))
    .flat()
    .concat(escapeUnits)
}

const escapeUnits = Array.from('\\u0123456789abcdefABCDEF', (character) => character.charCodeAt(0))

/**
 * Whether one of the units is written as `\u` and its number. An escaped `\u` counts too: it may be one in embedded
 * JSON.
 */
export function containsEscapeOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  units: ReadonlySet<number>,
): boolean {
  for (let index = start + 1; index < end;) {
    const byte = bytes[index]
    if (byte === 0x75) {
      if (bytes[index - 1] === 0x5c && units.has(parseHex4(bytes, index + 1))) return true
      index += 2
    } else index += byte === 0x5c ? 1 : 2
  }
  return false
}

/** Parses four hexadecimal digits; NaN if there are none. */
function parseHex4(bytes: Uint8Array, from: number): number {
  let number = 0
  for (let index = from; index < from + 4; index++) {
    const byte = bytes[index] ?? 0
    const letter = byte | 0x20
    if (byte >= 0x30 && byte <= 0x39) number = number * 16 + byte - 0x30
    else if (letter >= 0x61 && letter <= 0x66) number = number * 16 + letter - 0x57
    else return Number.NaN
  }
  return number
}
