/**
 * Characters that are invisible or change the text direction: controls, zero-width characters, direction marks and
 * overrides, fillers, tags, lone surrogates. Not matched: variation selectors, and joiners within an emoji. The flags of
 * England, Scotland and Wales are matched whole, so that their tags are not: `isVisible`.
 */
const invisiblePattern =
  /\p{RGI_Emoji_Tag_Sequence}|(?<!\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d|\u200d(?!\p{Extended_Pictographic})|[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\u200d\p{Variation_Selector}]]/gv

/** No other match has more than two units. */
const isVisible = (match: string) => match.length > 2

const symbols: Record<string, string> = { '\n': '↵', '\r': '␍', '\t': '⇥' }

/** A range of text as displayed. With `isInvisible` it is the symbol or name of an invisible character. */
type TextSegment = { text: string; isInvisible: boolean; offset: number }

/** Splits the text at its invisible characters and replaces each by its symbol or name: `↵`, `U+202E`. */
export function splitInvisible(text: string): TextSegment[] {
  const segments: TextSegment[] = []
  let from = 0
  for (const { 0: character, index } of text.matchAll(invisiblePattern)) {
    if (isVisible(character)) continue
    if (index > from) segments.push({ text: text.slice(from, index), isInvisible: false, offset: from })
    segments.push({ text: symbols[character] ?? codePointLabel(character), isInvisible: true, offset: index })
    from = index + character.length
  }
  if (from < text.length) segments.push({ text: text.slice(from), isInvisible: false, offset: from })
  return segments
}

/** The same as one string, for names and tooltips. Line breaks and tabs stay. */
export function escapeInvisible(text: string): string {
  return text.replaceAll(invisiblePattern, (character) =>
    character in symbols || isVisible(character) ? character : `⟨${codePointLabel(character)}⟩`,
  )
}

/** The same on one line, for a document's title: line breaks and tabs become symbols. */
export function escapeToOneLine(text: string): string {
  return escapeInvisible(text).replaceAll(/[\n\r\t]/g, (character) => symbols[character] ?? '')
}

function codePointLabel(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
