import { getOrThrow } from '#json/parse/get-or-throw.ts'

/** Max items in a run. Of two values at random, runs of 64 are unique in any list. */
const maxRunLength = 64

/**
 * Patience diff: of the items that occur exactly once in each list, the most that are in the same order. If there are
 * none, of the shortest runs of 2, 4, 8 … items that do. Takes O(n log n) time.
 * @returns pairs of indices, both ascending; of a run, those of its first item
 */
export function patienceDiff(left: Uint32Array, right: Uint32Array): [number, number][] {
  let [lefts, rights] = [left, right]
  let pairs = pairUnique(lefts, rights)
  for (let length = 1; pairs.length === 0 && length < maxRunLength; length *= 2) {
    const classes = new Map<number, number>()
    lefts = doubleRuns(lefts, length, classes)
    rights = doubleRuns(rights, length, classes)
    pairs = pairUnique(lefts, rights)
  }
  return pairs
}

/**
 * Classes of the runs of twice the length: equal runs have equal numbers.
 * @param runs the classes of the runs of this length, by their start
 */
function doubleRuns(runs: Uint32Array, length: number, classes: Map<number, number>): Uint32Array {
  return Uint32Array.from({ length: Math.max(0, runs.length - length) }, (_, i) => {
    // Classes are numbers of nodes, which are fewer than 2 ** 26: the key is exact.
    const key = getOrThrow(runs, i) * 2 ** 26 + getOrThrow(runs, i + length)
    const known = classes.get(key) ?? classes.size
    classes.set(key, known)
    return known
  })
}

function pairUnique(left: Uint32Array, right: Uint32Array): [number, number][] {
  const rights = indicesOfUnique(right)
  const unique: [number, number][] = []
  for (const [value, i] of indicesOfUnique(left)) {
    const j = rights.get(value) ?? -1
    if (i >= 0 && j >= 0) unique.push([i, j])
  }
  const chosen = longestIncreasing(unique.map(([, j]) => j))
  return unique.filter((_, index) => chosen.has(index))
}

/** The index of each value, in list order; −1 for a value that occurs more than once. */
function indicesOfUnique(values: Uint32Array): Map<number, number> {
  const indices = new Map<number, number>()
  for (const [i, value] of values.entries()) indices.set(value, indices.has(value) ? -1 : i)
  return indices
}

/** The indices of a longest increasing subsequence of distinct numbers. */
function longestIncreasing(numbers: readonly number[]): Set<number> {
  /** By length: the index of the lowest number that ends an increasing subsequence of this length. */
  const ends: number[] = []
  const predecessors = new Int32Array(numbers.length)
  for (const [index, number] of numbers.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((numbers[ends[middle] ?? -1] ?? 0) < number) low = middle + 1
      else high = middle
    }
    predecessors[index] = ends[low - 1] ?? -1
    ends[low] = index
  }
  const chosen = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = getOrThrow(predecessors, index)) chosen.add(index)
  return chosen
}
