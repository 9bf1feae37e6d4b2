import { at } from './at.ts'

/** How many words `longestCommon` fills for two lists, its cost in time (some 5 ns each) and memory (8 bytes). */
export function wordsFor(left: number, right: number): number {
  return left * Math.ceil(right / 32)
}

/**
 * A longest common subsequence, exactly: the table of its lengths, 32 cells a word. A row holds a 0 where the length
 * grows by one and a 1 where it does not, and comes from the row before by an addition that carries the growth along
 * (Hyyrö, “Bit-parallel LCS-length computation revisited”, 2004).
 * @returns pairs of indices, both rising
 */
export function longestCommon(left: Uint32Array, right: Uint32Array): [number, number][] {
  const words = Math.ceil(right.length / 32)
  const rows = new Uint32Array((left.length + 1) * words).fill(0xff_ff_ff_ff, 0, words)
  const { masks, ids } = masksOf(left, right, words)
  for (let i = 0; i < left.length; i++) {
    const mask = at(ids, i) * words
    const row = i * words
    let carry = 0
    for (let word = 0; word < words; word++) {
      const before = at(rows, row + word)
      const equal = before & at(masks, mask + word)
      const sum = before + (equal >>> 0) + carry
      carry = sum > 0xff_ff_ff_ff ? 1 : 0
      rows[row + words + word] = sum | (before & ~equal)
    }
  }

  const grows = (i: number, j: number) => ((at(rows, i * words + (j >>> 5)) >>> (j & 31)) & 1) === 0
  const pairs: [number, number][] = []
  for (let i = left.length, j = right.length; i > 0 && j > 0;) {
    if (!grows(i, j - 1)) j--
    else if (grows(i - 1, j - 1)) i--
    else pairs.push([--i, --j])
  }
  return pairs.toReversed()
}

/** For each class on the left, a bit for each of its places on the right; and by place on the left, which mask that is. */
function masksOf(left: Uint32Array, right: Uint32Array, words: number) {
  const known = new Map<number, number>()
  const ids = left.map((value) => {
    const id = known.get(value) ?? known.size
    known.set(value, id)
    return id
  })
  const masks = new Uint32Array(known.size * words)
  for (const [j, value] of right.entries()) {
    const id = known.get(value)
    if (id !== undefined) masks[id * words + (j >>> 5)] = at(masks, id * words + (j >>> 5)) | (1 << (j & 31))
  }
  return { masks, ids }
}
