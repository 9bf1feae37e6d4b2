import { growableBytes, growableIntegers } from './growable.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const rowsAtOnce = 1024

/** A string or null a row, as UTF-8 one after the other: a few bytes a row, where a JavaScript string costs forty. */
export class TextColumn {
  readonly #bytes = growableBytes(16_384)
  /** End of each row's bytes; null rows are remembered beside. */
  readonly #ends = growableIntegers()
  readonly #nulls = new Set<number>()

  get length(): number {
    return this.#ends.length
  }

  push(text: string | null): void {
    if (text === null) {
      this.#nulls.add(this.#ends.length)
    } else {
      // A UTF-16 unit becomes at most three bytes.
      this.#bytes.reserve(text.length * 3)
      this.#bytes.length += encoder.encodeInto(text, this.#bytes.data.subarray(this.#bytes.length)).written
    }
    this.#ends.push(this.#bytes.length)
  }

  /** Takes the last row away again. */
  pop(): void {
    this.#ends.length--
    this.#bytes.length = this.#startOf(this.length)
    this.#nulls.delete(this.length)
  }

  at(row: number): string | null {
    if (this.#nulls.has(row)) return null
    return decoder.decode(this.#bytes.data.subarray(this.#startOf(row), this.#ends.at(row)))
  }

  /**
   * Reads all rows from that one on. Decodes many at once, for a call of the decoder takes longer than a contact's
   * characters: where each is a byte, the texts can be cut out afterwards.
   */
  forEachFrom(first: number, read: (text: string | null) => void): void {
    for (let row = first; row < this.length; row += rowsAtOnce) {
      const end = Math.min(row + rowsAtOnce, this.length)
      const start = this.#startOf(row)
      const bytes = this.#bytes.data.subarray(start, this.#startOf(end))
      const text = decoder.decode(bytes)
      for (let each = row; each < end; each++) {
        if (this.#nulls.has(each) || text.length !== bytes.length) read(this.at(each))
        else read(text.slice(this.#startOf(each) - start, this.#startOf(each + 1) - start))
      }
    }
  }

  /** Compares two rows' bytes, which is to compare their characters' code points. */
  compare(a: number, b: number): number {
    const { data } = this.#bytes
    const aStart = this.#startOf(a)
    const bStart = this.#startOf(b)
    const aLength = this.#ends.at(a) - aStart
    const bLength = this.#ends.at(b) - bStart
    for (let i = 0; i < Math.min(aLength, bLength); i++) {
      const difference = (data[aStart + i] ?? 0) - (data[bStart + i] ?? 0)
      if (difference !== 0) return difference
    }
    return aLength - bLength
  }

  /** Some bytes of the row as one number, to sort by: a text that has ended comes before any that goes on. */
  keyAt(row: number, from: number, size: number): number {
    const { data } = this.#bytes
    const start = this.#startOf(row) + from
    const end = this.#ends.at(row)
    let key = 0
    for (let at = start; at < start + size; at++) key = key * 257 + (at < end ? (data[at] ?? 0) + 1 : 0)
    return key
  }

  /** Whether both rows are at least that many bytes long, and the same so far: one may end just there. */
  startAlike(a: number, b: number, size: number): boolean {
    const { data } = this.#bytes
    const aStart = this.#startOf(a)
    const bStart = this.#startOf(b)
    if (this.#ends.at(a) - aStart < size || this.#ends.at(b) - bStart < size) return false
    for (let i = 0; i < size; i++) if (data[aStart + i] !== data[bStart + i]) return false
    return true
  }

  /** A 32-bit hash of the row's bytes (FNV-1a). */
  hashAt(row: number): number {
    const { data } = this.#bytes
    const end = this.#ends.at(row)
    let hash = 0x811c_9dc5
    for (let i = this.#startOf(row); i < end; i++) hash = Math.imul(hash ^ (data[i] ?? 0), 0x0100_0193)
    return (hash ^ (hash >>> 15)) >>> 0
  }

  #startOf(row: number): number {
    return row === 0 ? 0 : this.#ends.at(row - 1)
  }
}
