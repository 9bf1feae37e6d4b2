import { anchors } from './anchors.ts'
import { fewEdits } from './few-edits.ts'
import { longestCommon, wordsFor } from './longest-common.ts'

/** Up to how many words the longest pairing of two lists is worked out: some 10 ms, for some 5,600 items each. */
const mostWords = 1_000_000

/** After how many edits between lists that are longer it is given up: 4 million steps, and 16 MB. */
const mostEdits = 1000

/**
 * Which items of two lists are the same ones, in the order of both. The longest such pairing of what is between their
 * common beginning and end; where those are too long for that, of what is between items that stand but once on both
 * sides, and where there are none, the longest if there are few edits. Long lists of the same few values again and
 * again, of which more was changed, only begin and end alike.
 * @param left classes of the items: equal items have equal numbers
 * @param most for how many words of work the longest pairing is worked out, as `wordsFor` says
 * @returns pairs of indices, both rising
 */
export function align(left: Uint32Array, right: Uint32Array, most = mostWords): [number, number][] {
  const pairs: [number, number][] = []
  const open: Stretch[] = [{ i: 0, j: 0, iEnd: left.length, jEnd: right.length }]
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    let { i, j, iEnd, jEnd } = stretch
    while (i < iEnd && j < jEnd && left[i] === right[j]) pairs.push([i++, j++])
    while (i < iEnd && j < jEnd && left[iEnd - 1] === right[jEnd - 1]) pairs.push([--iEnd, --jEnd])
    if (i === iEnd || j === jEnd) continue
    const [lefts, rights] = [left.subarray(i, iEnd), right.subarray(j, jEnd)]
    const [iFrom, jFrom] = [i, j]
    const isLong = wordsFor(lefts.length, rights.length) > most
    const fixed = isLong ? anchors(lefts, rights) : []
    const longest = isLong ? fewEdits : longestCommon
    const found = fixed.length > 0 ? fixed : (longest(lefts, rights, mostEdits) ?? [])
    for (const [iFound, jFound] of found) {
      const [iNext, jNext] = [iFrom + iFound, jFrom + jFound]
      if (fixed.length > 0) open.push({ i, j, iEnd: iNext, jEnd: jNext })
      pairs.push([iNext, jNext])
      i = iNext + 1
      j = jNext + 1
    }
    if (fixed.length > 0) open.push({ i, j, iEnd, jEnd })
  }
  return pairs.toSorted(([a], [b]) => a - b)
}

/** What is between two pairs: places on the left are called i, on the right j. */
type Stretch = { i: number; j: number; iEnd: number; jEnd: number }
