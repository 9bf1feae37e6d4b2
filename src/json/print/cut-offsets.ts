/** How far a cut may move to either side, in UTF-16 units. */
const reach = 64

/** What may be a phone or card number: 7 to 19 digits, with up to three other characters than letters between two. */
const number = /[+(]*\p{Nd}(?:[^\p{L}\p{N}]{0,3}\p{Nd}){6,18}/gu

/**
 * The nearest offsets at which a text can be cut without splitting a number or an e-mail address: a mask does not recognize
 * their parts, and would leave them readable.
 * @param index in UTF-16 units
 * @returns the offset at or before the index, and the one at or after it
 */
export function cutOffsets(text: string, index: number): { before: number; after: number } {
  if (index <= 0 || index >= text.length) return { before: index, after: index }
  const from = Math.max(0, index - reach)
  const window = text.slice(from, index + reach)
  const cut = index - from
  const wordStart = cut - (/\S*$/.exec(window.slice(0, cut))?.[0].length ?? 0)
  const wordEnd = cut + (/^\S*/.exec(window.slice(cut))?.[0].length ?? 0)
  let [before, after] = window.slice(wordStart, wordEnd).includes('@') ? [wordStart, wordEnd] : [cut, cut]
  for (const { 0: found, index: start } of window.matchAll(number)) {
    if (start >= cut || start + found.length <= cut) continue
    before = Math.min(before, start)
    after = Math.max(after, start + found.length)
  }
  return { before: from + before, after: from + after }
}
