type TypedArray =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** A typed array that grows by doubling: adding a million values takes about twenty copies. */
export type Growable<A extends TypedArray> = InstanceType<ReturnType<typeof growableClass<A>>>

/** Creates a class for one array type. A single class would be megamorphic, which is four times as slow in V8. */
function growableClass<A extends TypedArray>(allocate: (length: number) => A) {
  return class {
    /** The backing array. Values past `length` are undefined. Replaced when the array grows, so never store a reference. */
    data: A
    length = 0

    constructor(capacity = 1024) {
      this.data = allocate(capacity)
    }

    push(value: number): void {
      if (this.length === this.data.length) this.reserve(1)
      this.data[this.length++] = value
    }

    /** The value at `index`, which must be below `length`. */
    at(index: number): number {
      return this.data[index] ?? Number.NaN
    }

    /** Ensures capacity for that many values past `length`. */
    reserve(additionalLength: number): void {
      const needed = this.length + additionalLength
      if (needed <= this.data.length) return
      const grown = allocate(Math.max(needed, this.data.length * 2))
      grown.set(this.data.subarray(0, this.length))
      this.data = grown
    }
  }
}

const GrowableUint8 = growableClass((n) => new Uint8Array(n))
const GrowableUint16 = growableClass((n) => new Uint16Array(n))
const GrowableUint32 = growableClass((n) => new Uint32Array(n))
const GrowableInt32 = growableClass((n) => new Int32Array(n))
const GrowableFloat64 = growableClass((n) => new Float64Array(n))

export const growableUint8 = (capacity?: number) => new GrowableUint8(capacity)
export const growableUint16 = (capacity?: number) => new GrowableUint16(capacity)
export const growableUint32 = (capacity?: number) => new GrowableUint32(capacity)
export const growableInt32 = (capacity?: number) => new GrowableInt32(capacity)
export const growableFloat64 = (capacity?: number) => new GrowableFloat64(capacity)
