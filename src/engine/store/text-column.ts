import { growableUint8, growableUint32 } from './growable-array.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const decodeBatchRows = 1024

/** One string or null per row, stored as consecutive UTF-8. Takes a few bytes per row; a JavaScript string takes 40. */
export class TextColumn {
  readonly #bytes = growableUint8(16_384)
  /** The end of each row's bytes. Null rows are in `#nulls`. */
  readonly #ends = growableUint32()
  readonly #nulls = new Set<number>()

  get length(): number {
    return this.#ends.length
  }

  push(text: string | null): void {
    if (text === null) {
      this.#nulls.add(this.#ends.length)
    } else {
      // A UTF-16 unit takes at most three bytes in UTF-8.
      this.#bytes.reserve(text.length * 3)
      this.#bytes.length += encoder.encodeInto(text, this.#bytes.data.subarray(this.#bytes.length)).written
    }
    this.#ends.push(this.#bytes.length)
  }

  /** Removes the last row. */
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
   * Calls the callback for all rows from `first` on. Decodes rows in batches, because a decoder call costs more than
   * decoding one contact. A batch of ASCII only is sliced at the byte offsets; any other is decoded row by row.
   */
  forEachFrom(first: number, callback: (text: string | null) => void): void {
    for (let row = first; row < this.length; row += decodeBatchRows) {
      const end = Math.min(row + decodeBatchRows, this.length)
      const start = this.#startOf(row)
      const bytes = this.#bytes.data.subarray(start, this.#startOf(end))
      const text = decoder.decode(bytes)
      for (let batchRow = row; batchRow < end; batchRow++) {
        if (this.#nulls.has(batchRow) || text.length !== bytes.length) callback(this.at(batchRow))
        else callback(text.slice(this.#startOf(batchRow) - start, this.#startOf(batchRow + 1) - start))
      }
    }
  }

  /** Compares two rows by UTF-8 bytes, which is the same order as by code points. */
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

  /** `size` bytes of the row as one number to sort by. A text that ends sorts before a longer one with the same prefix. */
  sortKeyAt(row: number, from: number, size: number): number {
    const { data } = this.#bytes
    const start = this.#startOf(row) + from
    const end = this.#ends.at(row)
    let key = 0
    for (let index = start; index < start + size; index++)
      key = key * 257 + (index < end ? (data[index] ?? 0) + 1 : 0)
    return key
  }

  /** Whether both rows have at least `size` bytes, and the first `size` bytes are equal. */
  hasSamePrefix(a: number, b: number, size: number): boolean {
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
