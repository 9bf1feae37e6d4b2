import { parseSid, type EngagementSid } from '#contract/sid.ts'

import { growableUint32 } from './growable-array.ts'

const wordsPerSid = 4
const prefixLength = 2
const digitsPerWord = 8
const zero = 0x30
const upperA = 0x41
const lowerA = 0x61
const emptySlot = 0xffff_ffff

/**
 * The engagement SID of each row, and the row of each SID. Takes 16 bytes per row plus a hash table with 4 bytes per
 * slot; a Map of strings takes over 100 bytes per row. Only lower-case SIDs, as Twilio sends them, are packed like this.
 * All others are stored as strings, exactly as sent.
 */
export class SidColumn {
  readonly #data = growableUint32(4096)
  readonly #irregular = new Map<number, EngagementSid | null>()
  readonly #irregularRows = new Map<EngagementSid, number>()
  #slots = new Uint32Array(4096).fill(emptySlot)
  #usedSlots = 0
  #count = 0
  readonly #key = new Uint32Array(wordsPerSid)

  /** Adds the next row's SID; null for a row without one. @returns its row, or the existing row of that SID */
  insert(sid: EngagementSid | null): number {
    if (sid === null || !this.#parse(sid)) return this.#insertIrregular(sid)
    if ((this.#usedSlots + 1) * 2 > this.#slots.length) this.#grow()
    const slot = this.#slotOfKey()
    const existing = this.#slots[slot] ?? emptySlot
    if (existing !== emptySlot) return existing
    this.#usedSlots++
    this.#slots[slot] = this.#count
    return this.#push()
  }

  /** Whether the row came with a SID. */
  isPresent(row: number): boolean {
    return this.#irregular.get(row) !== null
  }

  at(row: number): EngagementSid | null {
    const irregular = this.#irregular.get(row)
    if (irregular !== undefined) return irregular
    let hex = ''
    for (let i = 0; i < wordsPerSid; i++)
      hex += this.#data
        .at(row * wordsPerSid + i)
        .toString(16)
        .padStart(8, '0')
    return parseSid('FN', `FN${hex}`)
  }

  /** The row of a SID; null when it is not loaded. */
  rowOf(sid: EngagementSid): number | null {
    if (!this.#parse(sid)) return this.#irregularRows.get(sid) ?? null
    const row = this.#slots[this.#slotOfKey()]
    return row === undefined || row === emptySlot ? null : row
  }

  #insertIrregular(sid: EngagementSid | null): number {
    const existing = sid === null ? null : (this.#irregularRows.get(sid) ?? null)
    if (existing !== null) return existing
    this.#irregular.set(this.#count, sid)
    if (sid !== null) this.#irregularRows.set(sid, this.#count)
    this.#key.fill(0)
    return this.#push()
  }

  #push(): number {
    for (const word of this.#key) this.#data.push(word)
    return this.#count++
  }

  /** Writes the SID's 128 bits to `#key`. @returns false when the SID is not all lower case */
  #parse(sid: EngagementSid): boolean {
    let index = prefixLength
    for (let i = 0; i < wordsPerSid; i++) {
      let word = 0
      for (const end = index + digitsPerWord; index < end; index++) {
        const unit = sid.charCodeAt(index)
        if (unit >= upperA && unit < lowerA) return false
        word = (word << 4) | (unit < upperA ? unit - zero : unit - lowerA + 10)
      }
      this.#key[i] = word
    }
    return true
  }

  /** The slot of the key, or the free slot for it (linear probing). */
  #slotOfKey(): number {
    const mask = this.#slots.length - 1
    const [a = 0, b = 0, c = 0, d = 0] = this.#key
    let slot = hash(a, b, c, d) & mask
    for (let probes = 0; probes <= mask; probes++) {
      const row = this.#slots[slot]
      if (row === undefined || row === emptySlot) return slot
      const { data } = this.#data
      const offset = row * wordsPerSid
      if (data[offset] === a && data[offset + 1] === b && data[offset + 2] === c && data[offset + 3] === d)
        return slot
      slot = (slot + 1) & mask
    }
    // Half of the slots are always free. An endless loop would hide a bug here.
    throw new Error(`The hash table of SIDs is full (${this.#slots.length} slots): it did not grow in time.`)
  }

  #grow(): void {
    const key = this.#key.slice()
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2).fill(emptySlot)
    for (const row of old) {
      if (row === emptySlot) continue
      this.#key.set(this.#data.data.subarray(row * wordsPerSid, row * wordsPerSid + wordsPerSid))
      this.#slots[this.#slotOfKey()] = row
    }
    this.#key.set(key)
  }
}

/** Mixes all four words: SIDs are random in practice, but Twilio does not guarantee it. */
function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ (b >>> 15), 0x85eb_ca6b) ^ Math.imul(c ^ (d >>> 13), 0xc2b2_ae35)
  h ^= Math.imul(b ^ (c << 7), 0x27d4_eb2f) ^ Math.imul(d, 0x9e37_79b1)
  return (h ^ (h >>> 16)) >>> 0
}
