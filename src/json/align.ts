import { at } from './at.ts'

/** Up to how many comparisons the best alignment of two lists is looked for: some 10 ms. */
const mostCells = 4_000_000

/**
 * Which items of two lists are the same ones, in the order of both: the longest such pairing, but for lists so long
 * and so different that finding it would take too long; of those, what they begin and end with in common.
 * @param left classes of the items: equal items have equal numbers
 * @returns pairs of indices, both rising
 */
export function align(left: Uint32Array, right: Uint32Array): [number, number][] {
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start++
  let end = 0
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  return [
    ...Array.from({ length: start }, (_, i): [number, number] => [i, i]),
    ...middle(left.subarray(start, left.length - end), right.subarray(start, right.length - end)).map(
      ([i, j]): [number, number] => [i + start, j + start],
    ),
    ...Array.from({ length: end }, (_, i): [number, number] => [
      left.length - end + i,
      right.length - end + i,
    ]),
  ]
}

/** A longest common subsequence, by the table of its lengths. */
function middle(left: Uint32Array, right: Uint32Array): [number, number][] {
  const width = right.length + 1
  if (left.length * right.length > mostCells) return []
  const lengths = new Uint16Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const here = i * width + j
      lengths[here] =
        left[i] === right[j]
          ? at(lengths, here + width + 1) + 1
          : Math.max(at(lengths, here + width), at(lengths, here + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) pairs.push([i++, j++])
    else if (at(lengths, (i + 1) * width + j) >= at(lengths, i * width + j + 1)) i++
    else j++
  }
  return pairs
}
