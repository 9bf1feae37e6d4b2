/**
 * Characters that are there and cannot be seen, or that turn the text around them: controls, zero-width characters,
 * direction marks and overrides, fillers, tags, halves of surrogate pairs. Left alone: variation selectors, and the
 * joiners that hold an emoji together.
 */
const unseen =
  /(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})|[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\u200d\p{Variation_Selector}]]/gv

const short: Record<string, string> = { '\n': '↵', '\r': '␍', '\t': '⇥' }

/** A stretch of text as it is shown; `unseen` ones stand for a character that cannot be. */
type Stretch = { text: string; unseen: boolean; at: number }

/** The text cut at its unseen characters, each replaced by its sign or name: `↵`, `U+202E`. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const { 0: character, index } of text.matchAll(unseen)) {
    if (index > from) stretches.push({ text: text.slice(from, index), unseen: false, at: from })
    stretches.push({ text: short[character] ?? codeOf(character), unseen: true, at: index })
    from = index + character.length
  }
  if (from < text.length) stretches.push({ text: text.slice(from), unseen: false, at: from })
  return stretches
}

/** The same as one string, for names and tooltips; line breaks and tabs stay as they are. */
export function showUnseen(text: string): string {
  return text.replaceAll(unseen, (character) => (character in short ? character : `⟨${codeOf(character)}⟩`))
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
