type TypedArray =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** A typed array that grows by doubling: a million rows cost twenty copies, not a million. */
export type Growable<A extends TypedArray> = InstanceType<ReturnType<typeof growableOf<A>>>

/** Makes a class for one kind of array. One class for all would meet all kinds, and V8 compiles that four times as slow. */
function growableOf<A extends TypedArray>(make: (length: number) => A) {
  return class {
    /** What holds the values; the part past `length` means nothing. Replaced when it grows, so never keep it. */
    data: A
    length = 0

    constructor(capacity = 1024) {
      this.data = make(capacity)
    }

    push(value: number): void {
      if (this.length === this.data.length) this.reserve(1)
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
      const grown = make(Math.max(needed, this.data.length * 2))
      grown.set(this.data.subarray(0, this.length))
      this.data = grown
    }
  }
}

const Bytes = growableOf((n) => new Uint8Array(n))
const Shorts = growableOf((n) => new Uint16Array(n))
const Integers = growableOf((n) => new Uint32Array(n))
const Signed = growableOf((n) => new Int32Array(n))
const Numbers = growableOf((n) => new Float64Array(n))

export const growableBytes = (capacity?: number) => new Bytes(capacity)
export const growableShorts = (capacity?: number) => new Shorts(capacity)
export const growableIntegers = (capacity?: number) => new Integers(capacity)
export const growableSigned = (capacity?: number) => new Signed(capacity)
export const growableNumbers = (capacity?: number) => new Numbers(capacity)
