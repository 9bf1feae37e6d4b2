import { JsonTextError } from './json-text-error.ts'
import { decodeUtf8 } from './decode-utf8.ts'

/**
 * Finds where JSON values end and where their members are, in UTF-8 bytes, without parsing. Pages have up to 4 MB, so
 * this checks structure only: strings end, brackets match, visited members have commas and colons between them. Scalars
 * are not validated (`NaN` passes), so that one invalid value does not fail the whole page.
 *
 * All functions throw a `JsonTextError`: `truncated` when the bytes end in the middle, `not-json` otherwise.
 */

const tab = 0x09
const lineFeed = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const backslash = 0x5c
const openArray = 0x5b
const closeArray = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

export type RawValueKind = 'object' | 'array' | 'string' | 'scalar'

/**
 * The kind of the value at `index`, by its first byte; null if no value can start there. `scalar`: number, true, false,
 * null.
 */
export function kindAt(bytes: Uint8Array, index: number): RawValueKind | null {
  const byte = bytes[index]
  if (byte === openObject) return 'object'
  if (byte === openArray) return 'array'
  if (byte === quote) return 'string'
  return byte !== undefined && isWordByte(byte) ? 'scalar' : null
}

/**
 * The index of the first byte at or after `from` that is not white space. A byte order mark at index 0 is skipped too.
 */
export function skipWhitespace(bytes: Uint8Array, from: number): number {
  let index = from
  if (index === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) index = 3
  for (; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte !== space && byte !== lineFeed && byte !== carriageReturn && byte !== tab) break
  }
  return index
}

/**
 * The index after the value that starts at `from`. Skips white space before it.
 * A number at the end of the bytes counts as complete: only the next byte could tell.
 */
export function skipValue(bytes: Uint8Array, from: number): number {
  const start = skipWhitespace(bytes, from)
  const kind = kindAt(bytes, start)
  if (kind === 'object' || kind === 'array') return skipNested(bytes, start)
  if (kind === 'string') return skipString(bytes, start)
  if (kind === 'scalar') return skipScalar(bytes, start)
  throw syntaxError(bytes, start, 'a value')
}

/**
 * Calls `scanMember` for each member of the object at `objectStart`, in order, duplicates included. It gets the offsets
 * of the key (quotes included) and the start of the value, and must return the index after the value: the result of
 * `skipValue` or of a nested `scanMembers`. So no byte is scanned twice, at any depth.
 * @returns the index after the object
 */
export function scanMembers(
  bytes: Uint8Array,
  objectStart: number,
  scanMember: (keyStart: number, keyEnd: number, valueStart: number) => number,
): number {
  let index = skipWhitespace(bytes, objectStart)
  if (bytes[index] !== openObject) throw syntaxError(bytes, index, 'an object')
  index = skipWhitespace(bytes, index + 1)
  if (bytes[index] === closeObject) return index + 1
  for (;;) {
    if (bytes[index] !== quote) throw syntaxError(bytes, index, 'a key')
    const keyEnd = skipString(bytes, index)
    const afterKey = skipWhitespace(bytes, keyEnd)
    if (bytes[afterKey] !== colon) throw syntaxError(bytes, afterKey, 'a colon')
    index = skipWhitespace(bytes, scanMember(index, keyEnd, skipWhitespace(bytes, afterKey + 1)))
    if (bytes[index] === closeObject) return index + 1
    if (bytes[index] !== comma) throw syntaxError(bytes, index, 'a comma or the end of the object')
    index = skipWhitespace(bytes, index + 1)
  }
}

/**
 * Calls `scanItem` with the start of each item of the array at `arrayStart`, in order. It must return the index after
 * the item, as in `scanMembers`.
 * @returns the index after the array
 */
export function scanItems(
  bytes: Uint8Array,
  arrayStart: number,
  scanItem: (start: number) => number,
): number {
  let index = skipWhitespace(bytes, arrayStart)
  if (bytes[index] !== openArray) throw syntaxError(bytes, index, 'an array')
  index = skipWhitespace(bytes, index + 1)
  if (bytes[index] === closeArray) return index + 1
  for (;;) {
    index = skipWhitespace(bytes, scanItem(index))
    if (bytes[index] === closeArray) return index + 1
    if (bytes[index] !== comma) throw syntaxError(bytes, index, 'a comma or the end of the array')
    index = skipWhitespace(bytes, index + 1)
  }
}

/**
 * Calls `visit` for each member of the object at `objectStart`, in order, with the offsets of key (quotes included) and
 * value. Skips each value first, so a `visit` that scans it scans it twice: use `scanMembers` for large values.
 * @returns the index after the object
 */
export function forEachMember(
  bytes: Uint8Array,
  objectStart: number,
  visit: (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => void,
): number {
  return scanMembers(bytes, objectStart, (keyStart, keyEnd, valueStart) => {
    const valueEnd = skipValue(bytes, valueStart)
    visit(keyStart, keyEnd, valueStart, valueEnd)
    return valueEnd
  })
}

/**
 * Decodes the JSON string at these offsets (quotes included); null if there is no string. Escapes that JSON does not
 * define stay as written.
 */
export function decodeStringAt(bytes: Uint8Array, start: number, end: number): string | null {
  if (bytes[start] !== quote || end - start < 2 || bytes[end - 1] !== quote) return null
  // Fast path: most decoded strings are SIDs and dates, short and plain, and a TextDecoder call costs more.
  if (end - start <= 64 && isPlain(bytes, start + 1, end - 1)) {
    return Reflect.apply(String.fromCharCode, null, bytes.subarray(start + 1, end - 1))
  }
  const raw = decodeUtf8(bytes, start, end)
  return raw.includes('\\') ? unescapeLenient(raw) : raw.slice(1, -1)
}

/** Whether the key at these offsets (quotes included) is `name`, which must be ASCII. */
export function keyEquals(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  const length = end - start - 2
  if (length < name.length) return false
  // An escape is longer than its character, so only a longer key can be another spelling of the name.
  if (length > name.length) {
    for (let i = start; i < end; i++)
      if (bytes[i] === backslash) return decodeStringAt(bytes, start, end) === name
    return false
  }
  for (let i = 0; i < length; i++) if (bytes[start + 1 + i] !== name.charCodeAt(i)) return false
  return true
}

function skipNested(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  const closers: number[] = []
  for (let index = start; index < length; index++) {
    const byte = bytes[index] ?? 0
    // The common bytes between strings (space, digits, commas, colons) are below the brackets: one comparison.
    if (byte < openArray) {
      if (byte === quote) index = skipString(bytes, index) - 1
    } else if (byte === openObject || byte === openArray) closers.push(byte + 2)
    else if (byte === closeObject || byte === closeArray) {
      if (closers.pop() !== byte) throw syntaxError(bytes, index, 'the matching bracket')
      if (closers.length === 0) return index + 1
    }
  }
  throw syntaxError(bytes, length, 'the end of an object or array')
}

function skipString(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  for (let index = start + 1; index < length; index++) {
    const byte = bytes[index]
    if (byte === quote) return index + 1
    if (byte === backslash) index++
  }
  throw syntaxError(bytes, length, 'the end of a string')
}

function skipScalar(bytes: Uint8Array, start: number): number {
  const { length } = bytes
  let end = start
  for (; end < length; end++) {
    const byte = bytes[end]
    if (byte === undefined || !isWordByte(byte)) return end
  }
  const last = bytes[end - 1] ?? 0
  if ((last >= 0x30 && last <= 0x39) || /^(true|false|null)$/.test(decodeUtf8(bytes, start, end))) return end
  throw syntaxError(bytes, end, 'the rest of a value')
}

/** Whether the bytes are ASCII without escapes. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = bytes[index]
    if (byte === undefined || byte >= 0x80 || byte === backslash) return false
  }
  return true
}

/** Bytes of a number or literal: letters, digits, `+ - .` */
function isWordByte(byte: number): boolean {
  const letter = byte | 0x20
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e
  )
}

function unescapeLenient(raw: string): string {
  try {
    return String(JSON.parse(raw))
  } catch {
    return raw
      .slice(1, -1)
      .replaceAll(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g, (escape) => String(JSON.parse(`"${escape}"`)))
  }
}

function syntaxError(bytes: Uint8Array, index: number, expected: string): JsonTextError {
  return index >= bytes.length
    ? new JsonTextError(
        'truncated',
        bytes.length,
        `The JSON ends at byte ${bytes.length}; expected ${expected}.`,
      )
    : new JsonTextError('not-json', index, `Not JSON: expected ${expected} at byte ${index}.`)
}
