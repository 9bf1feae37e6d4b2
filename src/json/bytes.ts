import { JsonTextError } from './error.ts'
import { sliceText } from './slice-text.ts'

/**
 * Splitting JSON bytes (UTF-8) without parsing them: where a value ends, where its members are. Pages of 4 MB come
 * through here, so it looks at structure only: strings end, brackets match, commas and colons stand between the
 * members that are visited. What a scalar says is not judged (`NaN` passes): one odd value must not cost the page.
 *
 * All functions throw a `JsonTextError`: `cut-short` where the bytes end in the middle, `not-json` otherwise.
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

export type BytesKind = 'object' | 'array' | 'string' | 'scalar'

/** What the value at `at` is, by its first byte; null where no value can start. `scalar`: number, true, false, null. */
export function kindAt(bytes: Uint8Array, at: number): BytesKind | null {
  const byte = bytes[at]
  if (byte === openObject) return 'object'
  if (byte === openArray) return 'array'
  if (byte === quote) return 'string'
  return byte !== undefined && isWord(byte) ? 'scalar' : null
}

/** The index of the first byte from `at` that is not white space; a byte order mark at the very start counts as such. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let index = at
  if (index === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) index = 3
  for (; index < bytes.length; index++) {
    const byte = bytes[index]
    if (byte !== space && byte !== lineFeed && byte !== carriageReturn && byte !== tab) break
  }
  return index
}

/**
 * The index after the value that starts at `at` (white space before it is skipped).
 * A number that ends with the bytes is taken to be whole: only what should follow it could tell.
 */
export function skipValue(bytes: Uint8Array, at: number): number {
  const start = skipSpace(bytes, at)
  const kind = kindAt(bytes, start)
  if (kind === 'object' || kind === 'array') return skipNested(bytes, start)
  if (kind === 'string') return skipString(bytes, start)
  if (kind === 'scalar') return skipScalar(bytes, start)
  throw expected(bytes, start, 'a value')
}

/**
 * Reads the members of the object at `objectStart`, in order, duplicates included: `read` gets the offsets of a key
 * (quotes included) and the start of its value, and returns the index after that value. That is `skipValue` for a
 * member of no interest, or what another `readMembers` returned: nothing is looked at twice, however deep.
 * @returns the index after the object
 */
export function readMembers(
  bytes: Uint8Array,
  objectStart: number,
  read: (keyStart: number, keyEnd: number, valueStart: number) => number,
): number {
  let at = skipSpace(bytes, objectStart)
  if (bytes[at] !== openObject) throw expected(bytes, at, 'an object')
  at = skipSpace(bytes, at + 1)
  if (bytes[at] === closeObject) return at + 1
  for (;;) {
    if (bytes[at] !== quote) throw expected(bytes, at, 'a key')
    const keyEnd = skipString(bytes, at)
    const afterKey = skipSpace(bytes, keyEnd)
    if (bytes[afterKey] !== colon) throw expected(bytes, afterKey, 'a colon')
    at = skipSpace(bytes, read(at, keyEnd, skipSpace(bytes, afterKey + 1)))
    if (bytes[at] === closeObject) return at + 1
    if (bytes[at] !== comma) throw expected(bytes, at, 'a comma or the end of the object')
    at = skipSpace(bytes, at + 1)
  }
}

/**
 * Reads the items of the array at `arrayStart`, in order: `read` gets the start of an item and returns the index
 * after it, as in `readMembers`.
 * @returns the index after the array
 */
export function readItems(bytes: Uint8Array, arrayStart: number, read: (start: number) => number): number {
  let at = skipSpace(bytes, arrayStart)
  if (bytes[at] !== openArray) throw expected(bytes, at, 'an array')
  at = skipSpace(bytes, at + 1)
  if (bytes[at] === closeArray) return at + 1
  for (;;) {
    at = skipSpace(bytes, read(at))
    if (bytes[at] === closeArray) return at + 1
    if (bytes[at] !== comma) throw expected(bytes, at, 'a comma or the end of the array')
    at = skipSpace(bytes, at + 1)
  }
}

/**
 * Visits the members of the object at `objectStart`, in order, with the offsets of key (quotes included) and value.
 * Each value is skipped over first, so what `visit` looks into is looked at twice: for large values `readMembers`.
 * @returns the index after the object
 */
export function eachMember(
  bytes: Uint8Array,
  objectStart: number,
  visit: (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => void,
): number {
  return readMembers(bytes, objectStart, (keyStart, keyEnd, valueStart) => {
    const valueEnd = skipValue(bytes, valueStart)
    visit(keyStart, keyEnd, valueStart, valueEnd)
    return valueEnd
  })
}

/** Visits the items of the array at `arrayStart`, in order, with their offsets; as `eachMember`. */
export function eachItem(
  bytes: Uint8Array,
  arrayStart: number,
  visit: (start: number, end: number) => void,
): number {
  return readItems(bytes, arrayStart, (start) => {
    const end = skipValue(bytes, start)
    visit(start, end)
    return end
  })
}

/**
 * The string a JSON string means (offsets include its quotes), or null when no string stands there. An escape JSON
 * does not know stays as it was written.
 */
export function textAt(bytes: Uint8Array, start: number, end: number): string | null {
  if (bytes[start] !== quote || end - start < 2 || bytes[end - 1] !== quote) return null
  // SIDs and dates are short, plain and by far the most asked for: a decoder's call costs more than they do.
  if (end - start <= 64 && isPlain(bytes, start + 1, end - 1)) {
    return Reflect.apply(String.fromCharCode, null, bytes.subarray(start + 1, end - 1))
  }
  const raw = sliceText(bytes, start, end)
  return raw.includes('\\') ? unescape(raw) : raw.slice(1, -1)
}

/** Whether the key at these offsets (quotes included) is `name`, which must be ASCII. */
export function keyEquals(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  const length = end - start - 2
  if (length < name.length) return false
  // An escape is longer than what it stands for, so only a longer key can be the same name in other spelling.
  if (length > name.length) {
    for (let i = start; i < end; i++) if (bytes[i] === backslash) return textAt(bytes, start, end) === name
    return false
  }
  for (let i = 0; i < length; i++) if (bytes[start + 1 + i] !== name.charCodeAt(i)) return false
  return true
}

function skipNested(bytes: Uint8Array, at: number): number {
  const { length } = bytes
  const closers: number[] = []
  for (let index = at; index < length; index++) {
    const byte = bytes[index] ?? 0
    // Everything common between strings (space, digits, commas, colons) sorts below the brackets: one comparison.
    if (byte < openArray) {
      if (byte === quote) index = skipString(bytes, index) - 1
    } else if (byte === openObject || byte === openArray) closers.push(byte + 2)
    else if (byte === closeObject || byte === closeArray) {
      if (closers.pop() !== byte) throw expected(bytes, index, 'the other bracket')
      if (closers.length === 0) return index + 1
    }
  }
  throw expected(bytes, length, 'the end of an object or array')
}

function skipString(bytes: Uint8Array, at: number): number {
  const { length } = bytes
  for (let index = at + 1; index < length; index++) {
    const byte = bytes[index]
    if (byte === quote) return index + 1
    if (byte === backslash) index++
  }
  throw expected(bytes, length, 'the end of a string')
}

function skipScalar(bytes: Uint8Array, at: number): number {
  const { length } = bytes
  let end = at
  for (; end < length; end++) {
    const byte = bytes[end]
    if (byte === undefined || !isWord(byte)) return end
  }
  const last = bytes[end - 1] ?? 0
  if ((last >= 0x30 && last <= 0x39) || /^(true|false|null)$/.test(sliceText(bytes, at, end))) return end
  throw expected(bytes, end, 'the rest of a value')
}

/** Whether these bytes of a string mean themselves: ASCII without an escape. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte === undefined || byte >= 0x80 || byte === backslash) return false
  }
  return true
}

/** Bytes of a number or a name: letters, digits, `+ - .` */
function isWord(byte: number): boolean {
  const letter = byte | 0x20
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e
  )
}

function unescape(raw: string): string {
  try {
    return String(JSON.parse(raw))
  } catch {
    return raw
      .slice(1, -1)
      .replaceAll(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g, (escape) => String(JSON.parse(`"${escape}"`)))
  }
}

function expected(bytes: Uint8Array, at: number, what: string): JsonTextError {
  return at >= bytes.length
    ? new JsonTextError('cut-short', bytes.length, `The JSON ends at byte ${bytes.length}, before ${what}.`)
    : new JsonTextError('not-json', at, `Not JSON: ${what} was expected at byte ${at}.`)
}
