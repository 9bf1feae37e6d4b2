/** In straight quotes, where `\"` and `\\` stand for what follows the backslash; or as word processors write them. */
const straight = /"((?:[^"\\]|\\.?)*)("?)/suy
const curly = /[“”„]([^“”]*)([“”]?)/suy

/** Reads the phrase that begins at a position; one that is never closed goes on to the end. Null when none begins there. */
export function phraseAt(text: string, at: number): { text: string; end: number } | null {
  const pattern = text[at] === '"' ? straight : curly
  pattern.lastIndex = at
  const match = pattern.exec(text)
  if (match === null) return null
  const [whole, written = '', close] = match
  const inside = pattern === straight ? written.replaceAll(/\\(["\\])/g, '$1') : written
  // Nobody sees blanks at the end of what is never closed.
  return close === ''
    ? { text: inside.trimEnd(), end: at + whole.trimEnd().length }
    : { text: inside, end: at + whole.length }
}

export const printPhrase = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
