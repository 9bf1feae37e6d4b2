import { at } from './at.ts'

/**
 * Which items certainly are the same ones in two lists: of those that stand exactly once in each, the most that come in
 * the same order. Takes time in proportion to both (and the logarithm of it); known as the patience difference.
 * @returns pairs of indices, both rising
 */
export function anchors(left: Uint32Array, right: Uint32Array): [number, number][] {
  const rights = placesOfUnique(right)
  const unique: [number, number][] = []
  for (const [value, i] of placesOfUnique(left)) {
    const j = rights.get(value) ?? -1
    if (i >= 0 && j >= 0) unique.push([i, j])
  }
  const chosen = longestRising(unique.map(([, j]) => j))
  return unique.filter((_, index) => chosen.has(index))
}

/** Where each value stands, in their order; −1 for one that stands there more than once. */
function placesOfUnique(values: Uint32Array): Map<number, number> {
  const places = new Map<number, number>()
  for (const [i, value] of values.entries()) places.set(value, places.has(value) ? -1 : i)
  return places
}

/** The indices of a longest rising subsequence of different numbers. */
function longestRising(numbers: readonly number[]): Set<number> {
  /** By length, the index of the lowest number that a rising sequence of this length ends with. */
  const ends: number[] = []
  const before = new Int32Array(numbers.length)
  for (const [index, number] of numbers.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((numbers[ends[middle] ?? -1] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1] ?? -1
    ends[low] = index
  }
  const chosen = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = at(before, index)) chosen.add(index)
  return chosen
}
