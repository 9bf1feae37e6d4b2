/** Straight quotes with the escapes `\"` and `\\`, or the curly quotes of word processors, without escapes. */
const straightQuotes = /"((?:[^"\\]|\\.?)*)("?)/suy
const curlyQuotes = /[“”„]([^“”]*)([“”]?)/suy

/** Parses the quoted string at `index`; null if there is none. An unclosed one goes to the end of the text. */
export function parseQuotedString(
  text: string,
  index: number,
): { text: string; end: number; isClosed: boolean } | null {
  const pattern = text[index] === '"' ? straightQuotes : curlyQuotes
  pattern.lastIndex = index
  const match = pattern.exec(text)
  if (match === null) return null
  const [whole, content = '', close] = match
  const unescaped = pattern === straightQuotes ? content.replaceAll(/\\(["\\])/g, '$1') : content
  // Trailing spaces in an unclosed string are invisible, so they are not part of it.
  return close === ''
    ? { text: unescaped.trimEnd(), end: index + whole.trimEnd().length, isClosed: false }
    : { text: unescaped, end: index + whole.length, isClosed: true }
}

export const quoteString = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
