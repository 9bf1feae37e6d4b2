import { containsEscapeOf } from './prefilter.ts'

/*
 * Which identifiers some bytes may contain, such as an order number or a SID, without reading the bytes again. An
 * identifier is a run of at least eight ASCII letters and digits. Of the three groups of six characters in each eight, the
 * one with the lowest hash is noted, as two bits: a Bloom filter. The same groups of a searched identifier are in every text
 * that contains it, so where one of their bits is missing, the identifier is, too.
 */

const groupLength = 6
const groupsPerWindow = 3
const minIdentifierLength = groupLength + groupsPerWindow - 1

/** A power of two of bits. */
export type IdentifierIndex = Uint32Array<ArrayBuffer>

const maxBits = 2 ** 23
const minBits = 2 ** 10
/** The index is halved as long as fewer bits than one in this many are set. */
const minSparseness = 16

/** The number of each letter and digit, in lower case; 0 for other bytes. */
const codes = new Uint8Array(256)
Array.from('0123456789abcdefghijklmnopqrstuvwxyz').forEach((character, i) => {
  codes[character.charCodeAt(0)] = codes[character.toUpperCase().charCodeAt(0)] = i + 1
})

/** An odd multiplier; and its sixth power, which takes the character that leaves a group out of its hash. */
const multiplier = 0x01_00_01_93
const outgoing = Array.from({ length: groupLength }).reduce<number>(
  (power) => Math.imul(power, multiplier),
  1,
)

/** Units that, written as `\u` and a number, hide an identifier: its own, and the backslash of an escape in embedded JSON. */
const hidingUnits: ReadonlySet<number> = new Set([
  ...Array.from(codes.keys()).filter((byte) => codes[byte] !== 0),
  0x5c,
])

/**
 * Notes the identifiers in some bytes of JSON. It takes 5 ms a megabyte, and a page of 1,000 runs 128 kB or so.
 * @returns null where escapes may hide an identifier: then the index could not say that it is missing
 */
export function createIdentifierIndex(bytes: Uint8Array): IdentifierIndex | null {
  if (containsEscapeOf(bytes, 0, bytes.length, hidingUnits)) return null
  let index = new Uint32Array(maxBits / 32)
  let count = 0
  forEachGroup(bytes, (hash) => {
    const word = (hash & (maxBits - 1)) >>> 5
    const bit = 1 << (hash & 31)
    const before = index[word] ?? 0
    if ((before & bit) !== 0) return
    index[word] = before | bit
    count++
  })
  for (let bits = maxBits; bits > minBits && count * minSparseness < bits; bits /= 2) {
    const half = index.length / 2
    const folded = index.slice(0, half)
    for (let word = 0; word < half; word++) folded[word] = (folded[word] ?? 0) | (index[word + half] ?? 0)
    index = folded
  }
  return index
}

/** The hashes that an index has if the text may be in its bytes; null if the text has no identifier. */
export function identifierHashes(text: string): readonly number[] | null {
  const identifiers = text.match(/[0-9a-z]{8,}/gi)
  if (identifiers === null) return null
  const hashes = new Set<number>()
  const encoder = new TextEncoder()
  for (const identifier of identifiers)
    forEachGroup(encoder.encode(identifier), (hash) => void hashes.add(hash))
  return [...hashes]
}

/** False only if the bytes certainly lack one of the hashes. */
export function mayContainAll(index: IdentifierIndex, hashes: readonly number[]): boolean {
  const mask = index.length * 32 - 1
  return hashes.every((hash) => ((index[(hash & mask) >>> 5] ?? 0) & (1 << (hash & 31))) !== 0)
}

/** Calls `visit` with two hashes of the lowest group of each window, but not again for the same group in a row. */
function forEachGroup(bytes: Uint8Array, visit: (hash: number) => void): void {
  let length = 0
  let rolling = 0
  let [older, old, last] = [0, 0, -1]
  for (let i = 0; i < bytes.length; i++) {
    const code = codes[bytes[i] ?? 0] ?? 0
    if (code === 0) {
      length = rolling = 0
      continue
    }
    rolling = (Math.imul(rolling, multiplier) + code) | 0
    if (length >= groupLength)
      rolling = (rolling - Math.imul(codes[bytes[i - groupLength] ?? 0] ?? 0, outgoing)) | 0
    length++
    if (length < groupLength) continue
    const hash = mix(rolling)
    if (length >= minIdentifierLength) {
      const lowest = Math.min(older, old, hash)
      if (lowest !== last) {
        visit(lowest)
        // Its other half: an index has no more than 2²³ bits.
        visit((lowest >>> 12) | (lowest << 20))
        last = lowest
      }
    }
    older = old
    old = hash
  }
}

/** Spreads all bits. From 0 to 2³² − 1. */
function mix(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x7f_eb_35_2d)
  const twice = Math.imul(once ^ (once >>> 15), 0x84_6c_a6_8b)
  return (twice ^ (twice >>> 16)) >>> 0
}
