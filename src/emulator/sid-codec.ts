import { parseSid, type Sid, type SidPrefix } from '#contract/sid.ts'
import { mix } from './random.ts'

/*
 * The SID of a flow's n-th engagement looks random and can be read backwards: its first 8 digits are n behind a keyed
 * permutation (a Feistel network over two halves of 16 bits), the other 24 are check digits. So the emulator finds an
 * engagement without having kept it, and a SID nobody handed out is not found.
 */

const rounds = [1, 2, 3, 4]

/** The largest position a SID can hold. */
export const maxPosition = 2 ** 32 - 1

/** The SID at a position, 0 to `maxPosition`. */
export function sidAt<P extends SidPrefix>(prefix: P, seed: number, position: number): Sid<P> {
  const hidden = permute(seed, position)
  let digits = hex(hidden)
  for (const k of [1, 2, 3]) digits += hex(mix(mix(seed, k), hidden))
  const sid = parseSid(prefix, prefix + digits)
  if (sid === null)
    throw new RangeError(`No SID can stand for position ${position}: it must be 0 to ${maxPosition}.`)
  return sid
}

/** The position a SID stands for, or null where `sidAt` never made it. */
export function positionOf<P extends SidPrefix>(prefix: P, seed: number, sid: Sid<P>): number | null {
  const position = restore(seed, Number.parseInt(sid.slice(2, 10), 16))
  return sidAt(prefix, seed, position) === sid ? position : null
}

function permute(seed: number, position: number): number {
  let [left, right] = [position >>> 16, position & 0xffff]
  for (const round of rounds) [left, right] = [right, left ^ (mix(seed + round, right) & 0xffff)]
  return ((left << 16) | right) >>> 0
}

function restore(seed: number, hidden: number): number {
  let [left, right] = [hidden >>> 16, hidden & 0xffff]
  for (const round of rounds.toReversed()) [left, right] = [right ^ (mix(seed + round, left) & 0xffff), left]
  return ((left << 16) | right) >>> 0
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
