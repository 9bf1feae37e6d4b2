import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { patienceDiff } from './patience-diff.ts'
import { longestCommonSubsequence, lcsCost } from './lcs-bit-parallel.ts'

/** Max cost (`lcsCost`) of an exact longest pairing: about 10 ms, or 5,600 items in each list. */
const defaultMaxWords = 1_000_000

/**
 * Pairs the equal items of two lists, in order. Pairs the common start and end; the rest gets the longest possible
 * pairing if that costs at most `maxWords`. Of longer lists, the items that only one of them has are left out first, and
 * what is still too long is split at items, or runs of up to 64 items, that are unique on both sides (patience diff). If
 * there are none, it gets no pairs: long lists with little in common, or periodic ones.
 * @param left classes of the items: equal items have equal numbers
 * @param maxWords max cost of an exact longest pairing, see `lcsCost`
 * @returns pairs of indices, both ascending
 */
export function alignSequences(
  left: Uint32Array,
  right: Uint32Array,
  maxWords = defaultMaxWords,
): [number, number][] {
  if (lcsCost(left.length, right.length) <= maxWords) return alignRanges(left, right, maxWords)
  const lefts = indicesOfCommon(left, right)
  const rights = indicesOfCommon(right, left)
  const pairs = alignRanges(
    lefts.map((i) => getOrThrow(left, i)),
    rights.map((j) => getOrThrow(right, j)),
    maxWords,
  )
  return pairs.map(([i, j]) => [getOrThrow(lefts, i), getOrThrow(rights, j)])
}

/** The indices of the items that the other list has too. */
function indicesOfCommon(items: Uint32Array, others: Uint32Array): Uint32Array {
  const values = new Set(others)
  return Uint32Array.from(items.keys()).filter((i) => values.has(getOrThrow(items, i)))
}

function alignRanges(left: Uint32Array, right: Uint32Array, maxWords: number): [number, number][] {
  const pairs: [number, number][] = []
  const pending: RangePair[] = [{ i: 0, j: 0, iEnd: left.length, jEnd: right.length }]
  for (let range = pending.pop(); range; range = pending.pop()) {
    let { i, j, iEnd, jEnd } = range
    while (i < iEnd && j < jEnd && left[i] === right[j]) pairs.push([i++, j++])
    while (i < iEnd && j < jEnd && left[iEnd - 1] === right[jEnd - 1]) pairs.push([--iEnd, --jEnd])
    if (i === iEnd || j === jEnd) continue
    const [lefts, rights] = [left.subarray(i, iEnd), right.subarray(j, jEnd)]
    const [iFrom, jFrom] = [i, j]
    const isLong = lcsCost(lefts.length, rights.length) > maxWords
    const matches = isLong ? patienceDiff(lefts, rights) : longestCommonSubsequence(lefts, rights)
    for (const [iMatch, jMatch] of matches) {
      const [iNext, jNext] = [iFrom + iMatch, jFrom + jMatch]
      if (isLong) pending.push({ i, j, iEnd: iNext, jEnd: jNext })
      pairs.push([iNext, jNext])
      i = iNext + 1
      j = jNext + 1
    }
    if (isLong && matches.length > 0) pending.push({ i, j, iEnd, jEnd })
  }
  return pairs.toSorted(([a], [b]) => a - b)
}

/** The unpaired ranges between two pairs: i is an index on the left, j on the right. */
type RangePair = { i: number; j: number; iEnd: number; jEnd: number }
