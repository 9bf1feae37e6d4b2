/**
 * The start of a text, with "…" where it was cut. An emoji or another character of two units is not halved.
 * @param maxLength without the "…", in UTF-16 units
 */
export function cutText(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…` : text
}
