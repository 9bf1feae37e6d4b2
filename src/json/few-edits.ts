/**
 * A longest common subsequence of two lists that differ little, whatever stands in them: takes time in proportion to
 * their length times the edits between them, and memory (16 bytes) to the square of the edits
 * (Myers, “An O(ND) difference algorithm and its variations”, 1986).
 *
 * A diagonal k is where i − j = k. With each edit more, it is known how far along each of them one can come.
 * @param most after how many edits, items put in and items taken out, it gives up
 * @returns pairs of indices, both rising; null when it gave up
 */
export function fewEdits(left: Uint32Array, right: Uint32Array, most: number): [number, number][] | null {
  /** By edits, how far on the left one comes with one fewer, on each diagonal from −edits − 1 to edits + 1. */
  const reached: Int32Array[] = []
  let before = new Int32Array(3)
  for (let edits = 0; edits <= most; edits++) {
    reached.push(before)
    const now = new Int32Array(2 * edits + 5)
    for (let k = -edits; k <= edits; k += 2) {
      let i = edits === 0 ? 0 : begin(before, edits, k)
      while (i < left.length && i - k < right.length && left[i] === right[i - k]) i++
      now[k + edits + 2] = i
      if (i >= left.length && i - k >= right.length) return pairsBack(reached, left.length, k)
    }
    before = now
  }
  return null
}

/** Where on a diagonal one comes with the last of so many edits: an item put in from above it, or taken out from below. */
function begin(before: Int32Array, edits: number, k: number): number {
  const above = before[k + 1 + edits + 1] ?? 0
  const below = before[k - 1 + edits + 1] ?? 0
  return putsIn(before, edits, k) ? above : below + 1
}

function putsIn(before: Int32Array, edits: number, k: number): boolean {
  if (k === -edits) return true
  return k !== edits && (before[k - 1 + edits + 1] ?? 0) < (before[k + 1 + edits + 1] ?? 0)
}

/** The pairs on the way back from the end. */
function pairsBack(reached: readonly Int32Array[], end: number, diagonal: number): [number, number][] {
  const pairs: [number, number][] = []
  let [i, k] = [end, diagonal]
  for (const [edits, before] of [...reached.entries()].toReversed()) {
    const from = edits === 0 ? 0 : begin(before, edits, k)
    while (i > from) pairs.push([--i, i - k])
    if (putsIn(before, edits, k)) k++
    else {
      k--
      i--
    }
  }
  return pairs.toReversed()
}
