const digitBits = 16
const buckets = 1 << digitBits
const digits = 64 / digitBits

/** Below this, comparing is faster than counting in 65,536 buckets. */
const fewRows = 2048

/**
 * Sorts rows by their keys, the lowest first, NaN last; rows of equal keys keep the order they came in. A radix sort:
 * a million rows take under 100 ms, where a comparing one takes a second.
 * @param keys the key of each row, by row number
 */
export function sortRows(rows: Uint32Array<ArrayBuffer>, keys: Float64Array): Uint32Array<ArrayBuffer> {
  if (rows.length < fewRows) return rows.toSorted((a, b) => compareNumbers(keys[a] ?? 0, keys[b] ?? 0))
  const bits = sortableBits(rows, keys)
  const counts = countDigits(bits)
  let places = Uint32Array.from(rows.keys())
  let next = new Uint32Array(rows.length)
  for (let digit = 0; digit < digits; digit++) {
    const starts = counts.subarray(digit * buckets, (digit + 1) * buckets)
    // All rows have the same digit here, as dates of one year have in the high ones.
    if (starts.includes(rows.length)) continue
    countsToStarts(starts)
    scatter(places, bits, digit, starts, next)
    ;[places, next] = [next, places]
  }
  return next.map((_, at) => rows[places[at] ?? 0] ?? 0)
}

/** Compares numbers, NaN last. */
export function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

/** Each row's key as 64 bits, low half first, whose order as an integer is the order of the numbers. */
function sortableBits(rows: Uint32Array, keys: Float64Array): Uint32Array<ArrayBuffer> {
  const numbers = new Float64Array(rows.length)
  // Adding 0 makes the negative zero a plain one.
  for (let at = 0; at < rows.length; at++) numbers[at] = (keys[rows[at] ?? 0] ?? 0) + 0
  const bits = new Uint32Array(numbers.buffer)
  for (let at = 0; at < rows.length; at++) {
    const low = at * 2
    const high = bits[low + 1] ?? 0
    if (Number.isNaN(numbers[at])) {
      bits[low] = bits[low + 1] = 0xffff_ffff
    } else if (high >>> 31) {
      // A negative number: the greater its bits, the smaller it is.
      bits[low] = ~(bits[low] ?? 0)
      bits[low + 1] = ~high
    } else {
      bits[low + 1] = high | 0x8000_0000
    }
  }
  return bits
}

function countDigits(bits: Uint32Array): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(digits * buckets)
  for (let at = 0; at < bits.length; at += 2) {
    const low = bits[at] ?? 0
    const high = bits[at + 1] ?? 0
    count(counts, low & 0xffff)
    count(counts, buckets + (low >>> 16))
    count(counts, buckets * 2 + (high & 0xffff))
    count(counts, buckets * 3 + (high >>> 16))
  }
  return counts
}

function count(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

function countsToStarts(counts: Uint32Array): void {
  let start = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
    const size = counts[bucket] ?? 0
    counts[bucket] = start
    start += size
  }
}

function scatter(
  from: Uint32Array,
  bits: Uint32Array,
  digit: number,
  starts: Uint32Array,
  to: Uint32Array,
): void {
  const half = digit >> 1
  const shift = (digit & 1) * digitBits
  for (const place of from) {
    const bucket = ((bits[place * 2 + half] ?? 0) >>> shift) & 0xffff
    const at = starts[bucket] ?? 0
    to[at] = place
    starts[bucket] = at + 1
  }
}
