import { growableBytes, growableIntegers } from './growable.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A string or null a row, as UTF-8 one after the other: a few bytes a row, where a JavaScript string costs forty. */
export class TextColumn {
  readonly #bytes = growableBytes(16_384)
  /** End of each row's bytes; null rows are remembered beside. */
  readonly #ends = growableIntegers()
  readonly #nulls = new Set<number>()

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

  at(row: number): string | null {
    if (this.#nulls.has(row)) return null
    const start = row === 0 ? 0 : this.#ends.at(row - 1)
    return decoder.decode(this.#bytes.data.subarray(start, this.#ends.at(row)))
  }
}
