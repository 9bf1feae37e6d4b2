import { cutOffsets } from '#json/print/cut-offsets.ts'

/**
 * The start of a text, with "…" where it was cut. An emoji or another character of two units is not halved.
 * @param maxLength without the "…", in UTF-16 units
 */
export function cutText(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…` : text
}

/** The same for a text that is masked later: a number or an e-mail address that the cut would halve is left out. */
export function cutBeforeMask(text: string, maxLength: number): string {
  return cutText(text, cutOffsets(text, maxLength).before)
}
