/**
 * The start of a text, with "…" where it was cut. An emoji or another character of two units is not halved.
 * @param maxLength without the "…", in UTF-16 units
 */
export function cutText(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…` : text
}

/** In UTF-16 units, each way from the cut. No longer ones are looked for. */
const maxMasked = 80

/**
 * The same for a text that is masked later: a number or an e-mail address that the cut would halve is left out, since half a
 * one is not recognized as one.
 */
export function cutBeforeMask(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const [before, after] = [
    text.slice(Math.max(0, maxLength - maxMasked), maxLength),
    text.slice(maxLength, maxLength + maxMasked),
  ]
  const word = /[^\s"<>,;:()[\]{}]*$/.exec(before)?.[0] ?? ''
  const restOfWord = /^[^\s"<>,;:()[\]{}]*/.exec(after)?.[0] ?? ''
  const number = /^[^\p{L}\p{N}]{0,3}\p{N}/u.test(after)
    ? (/[+(\uff0b\uff08]*(?:\p{N}[^\p{L}\p{N}]{0,3})+$/u.exec(before)?.[0] ?? '')
    : ''
  const address = /[@%]/.test(word + restOfWord) ? word : ''
  return cutText(text, maxLength - Math.max(number.length, address.length))
}
