import { parseSid, type EngagementSid } from '#contract/sid.ts'

import { growableIntegers } from './growable.ts'

const words = 4
const prefixLength = 2
const digitsPerWord = 8
const zero = 0x30
const upperA = 0x41
const lowerA = 0x61
const absent = 0xffff_ffff

/**
 * The engagement SID of each row, and which row a SID is at: 16 bytes a row and a hash table of 4 bytes a slot, where
 * a Map of strings costs over a hundred. SIDs in Twilio's usual lower case only; others are kept beside as strings,
 * letter for letter.
 */
export class SidColumn {
  readonly #data = growableIntegers(4096)
  readonly #odd = new Map<number, EngagementSid | null>()
  readonly #oddRows = new Map<EngagementSid, number>()
  #slots = new Uint32Array(4096).fill(absent)
  #used = 0
  #count = 0
  readonly #key = new Uint32Array(words)

  /** Adds the next row's SID; null for a row without one. @returns its row: the one it had when the SID is there already */
  put(sid: EngagementSid | null): number {
    if (sid === null || !this.#parse(sid)) return this.#putOdd(sid)
    if ((this.#used + 1) * 2 > this.#slots.length) this.#grow()
    const slot = this.#slotOfKey()
    const known = this.#slots[slot] ?? absent
    if (known !== absent) return known
    this.#used++
    this.#slots[slot] = this.#count
    return this.#push()
  }

  at(row: number): EngagementSid | null {
    const odd = this.#odd.get(row)
    if (odd !== undefined) return odd
    let hex = ''
    for (let i = 0; i < words; i++)
      hex += this.#data
        .at(row * words + i)
        .toString(16)
        .padStart(8, '0')
    return parseSid('FN', `FN${hex}`)
  }

  /** The row of a SID, or null when it has not been read. */
  rowOf(sid: EngagementSid): number | null {
    if (!this.#parse(sid)) return this.#oddRows.get(sid) ?? null
    const row = this.#slots[this.#slotOfKey()]
    return row === undefined || row === absent ? null : row
  }

  #putOdd(sid: EngagementSid | null): number {
    const known = sid === null ? null : (this.#oddRows.get(sid) ?? null)
    if (known !== null) return known
    this.#odd.set(this.#count, sid)
    if (sid !== null) this.#oddRows.set(sid, this.#count)
    this.#key.fill(0)
    return this.#push()
  }

  #push(): number {
    for (const word of this.#key) this.#data.push(word)
    return this.#count++
  }

  /** Puts the SID's 128 bits into `#key`; false when it is not all lower case. */
  #parse(sid: EngagementSid): boolean {
    let at = prefixLength
    for (let i = 0; i < words; i++) {
      let word = 0
      for (const end = at + digitsPerWord; at < end; at++) {
        const unit = sid.charCodeAt(at)
        if (unit >= upperA && unit < lowerA) return false
        word = (word << 4) | (unit < upperA ? unit - zero : unit - lowerA + 10)
      }
      this.#key[i] = word
    }
    return true
  }

  /** The slot of the key, or the free one it would go to (linear probing). */
  #slotOfKey(): number {
    const mask = this.#slots.length - 1
    const [a = 0, b = 0, c = 0, d = 0] = this.#key
    let slot = hash(a, b, c, d) & mask
    for (let tried = 0; tried <= mask; tried++) {
      const row = this.#slots[slot]
      if (row === undefined || row === absent) return slot
      const { data } = this.#data
      const at = row * words
      if (data[at] === a && data[at + 1] === b && data[at + 2] === c && data[at + 3] === d) return slot
      slot = (slot + 1) & mask
    }
    // Half of the slots are always free; to look on for ever would hide that they are not.
    throw new Error(`No slot is free among ${this.#slots.length}: the table of SIDs did not grow in time.`)
  }

  #grow(): void {
    const key = this.#key.slice()
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2).fill(absent)
    for (const row of old) {
      if (row === absent) continue
      this.#key.set(this.#data.data.subarray(row * words, row * words + words))
      this.#slots[this.#slotOfKey()] = row
    }
    this.#key.set(key)
  }
}

/** SIDs are random in practice, but nobody promised: mix all four words. */
function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ (b >>> 15), 0x85eb_ca6b) ^ Math.imul(c ^ (d >>> 13), 0xc2b2_ae35)
  h ^= Math.imul(b ^ (c << 7), 0x27d4_eb2f) ^ Math.imul(d, 0x9e37_79b1)
  return (h ^ (h >>> 16)) >>> 0
}
