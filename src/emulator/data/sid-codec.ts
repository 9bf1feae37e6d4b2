import { parseSid, type Sid, type SidPrefix } from '#contract/sid.ts'
import { hash32 } from './random.ts'

/*
 * The SID of a position looks random but can be decoded. Its first 8 digits are the position behind a keyed permutation (a
 * Feistel network over two halves of 16 bits); the other 24 are check digits. So the emulator finds an engagement without
 * storing it, and does not find a SID that it never issued.
 */

const rounds = [1, 2, 3, 4]

/** The largest position a SID can hold. */
export const maxPosition = 2 ** 32 - 1

/** The SID at a position, 0 to `maxPosition`. */
export function encodeSid<P extends SidPrefix>(prefix: P, seed: number, position: number): Sid<P> {
  const permuted = permute(seed, position)
  let digits = hex(permuted)
  for (const k of [1, 2, 3]) digits += hex(hash32(hash32(seed, k), permuted))
  const sid = parseSid(prefix, prefix + digits)
  if (sid === null) throw new RangeError(`Position ${position} has no SID: it must be 0 to ${maxPosition}.`)
  return sid
}

/** The position of a SID, or null if `encodeSid` never returned it. */
export function decodeSid<P extends SidPrefix>(prefix: P, seed: number, sid: Sid<P>): number | null {
  const position = invertPermutation(seed, Number.parseInt(sid.slice(2, 10), 16))
  return encodeSid(prefix, seed, position) === sid ? position : null
}

function permute(seed: number, position: number): number {
  let [left, right] = [position >>> 16, position & 0xffff]
  for (const round of rounds) [left, right] = [right, left ^ (hash32(seed + round, right) & 0xffff)]
  return ((left << 16) | right) >>> 0
}

function invertPermutation(seed: number, permuted: number): number {
  let [left, right] = [permuted >>> 16, permuted & 0xffff]
  for (const round of rounds.toReversed())
    [left, right] = [right ^ (hash32(seed + round, left) & 0xffff), left]
  return ((left << 16) | right) >>> 0
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
