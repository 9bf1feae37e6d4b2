/**
 * Characters that are there but cannot be seen, or that turn the text around them: controls, zero-width characters,
 * direction marks, overrides and isolates. Left as they are they hide in a phone number, or reorder what stands
 * beside them.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** The text with each unseen character written out: "+1415\u200b555" becomes "+1415⟨U+200B⟩555". */
export function showUnseen(text: string): string {
  return text.replace(unseen, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    return `⟨U+${code}⟩`
  })
}
