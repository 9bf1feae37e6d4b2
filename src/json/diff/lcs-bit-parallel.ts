import { getOrThrow } from '#json/parse/get-or-throw.ts'

/** The cost of `longestCommonSubsequence` for two list lengths, in 32-bit words: about 5 ns and 8 bytes each. */
export function lcsCost(left: number, right: number): number {
  return left * Math.ceil(right / 32)
}

/**
 * An exact longest common subsequence: the table of its lengths, 32 cells per word. In a row, a 0 means that the length
 * grows by one and a 1 that it does not. Each row follows from the previous one by an addition that carries the growth
 * (Hyyrö, “Bit-parallel LCS-length computation revisited”, 2004).
 * @returns pairs of indices, both ascending
 */
export function longestCommonSubsequence(left: Uint32Array, right: Uint32Array): [number, number][] {
  const words = Math.ceil(right.length / 32)
  const rows = new Uint32Array((left.length + 1) * words).fill(0xff_ff_ff_ff, 0, words)
  const { masks, ids } = buildMasks(left, right, words)
  for (let i = 0; i < left.length; i++) {
    const mask = getOrThrow(ids, i) * words
    const row = i * words
    let carry = 0
    for (let word = 0; word < words; word++) {
      const before = getOrThrow(rows, row + word)
      const equal = before & getOrThrow(masks, mask + word)
      const sum = before + (equal >>> 0) + carry
      carry = sum > 0xff_ff_ff_ff ? 1 : 0
      rows[row + words + word] = sum | (before & ~equal)
    }
  }

  const grows = (i: number, j: number) => ((getOrThrow(rows, i * words + (j >>> 5)) >>> (j & 31)) & 1) === 0
  const pairs: [number, number][] = []
  for (let i = left.length, j = right.length; i > 0 && j > 0;) {
    if (!grows(i, j - 1)) j--
    else if (grows(i - 1, j - 1)) i--
    else pairs.push([--i, --j])
  }
  return pairs.toReversed()
}

/**
 * For each class on the left, a mask with a bit for each of its indices on the right; and the mask id of each left
 * item.
 */
function buildMasks(left: Uint32Array, right: Uint32Array, words: number) {
  const idByValue = new Map<number, number>()
  const ids = left.map((value) => {
    const id = idByValue.get(value) ?? idByValue.size
    idByValue.set(value, id)
    return id
  })
  const masks = new Uint32Array(idByValue.size * words)
  for (const [j, value] of right.entries()) {
    const id = idByValue.get(value)
    if (id !== undefined)
      masks[id * words + (j >>> 5)] = getOrThrow(masks, id * words + (j >>> 5)) | (1 << (j & 31))
  }
  return { masks, ids }
}
