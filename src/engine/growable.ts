type TypedArray =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** A typed array that grows by doubling: a million rows cost twenty copies, not a million. */
export class Growable<A extends TypedArray> {
  /** What holds the values; the part past `length` means nothing. Replaced when it grows, so never keep it. */
  data: A
  length = 0
  readonly #make: (length: number) => A

  constructor(make: (length: number) => A, capacity = 1024) {
    this.#make = make
    this.data = make(capacity)
  }

  push(value: number): void {
    this.reserve(1)
    this.data[this.length++] = value
  }

  /** The value at an index that is below `length`. */
  at(index: number): number {
    return this.data[index] ?? Number.NaN
  }

  /** Makes room for `more` values past `length`. */
  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.data.length) return
    const grown = this.#make(Math.max(needed, this.data.length * 2))
    grown.set(this.data.subarray(0, this.length))
    this.data = grown
  }
}

export const growableBytes = (capacity?: number) => new Growable((n) => new Uint8Array(n), capacity)
export const growableShorts = (capacity?: number) => new Growable((n) => new Uint16Array(n), capacity)
export const growableIntegers = (capacity?: number) => new Growable((n) => new Uint32Array(n), capacity)
export const growableSigned = (capacity?: number) => new Growable((n) => new Int32Array(n), capacity)
export const growableNumbers = (capacity?: number) => new Growable((n) => new Float64Array(n), capacity)
