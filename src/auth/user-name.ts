/** Maximum length of a user's name, in characters. Names come from outside and go into cookies, logs and the page. */
const maxLength = 200

/**
 * Control characters, line breaks, bidirectional controls and invisible characters: they could falsify a line of a log, or
 * make two names look the same. The blank pattern of Braille (U+2800) is one that Unicode calls visible.
 */
const unsafeChars = /[\u2800\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** A trimmed name of a user or of a thing of theirs that is safe to display and log; null for any other text. */
export function parseUserName(text: string, max = maxLength): string | null {
  const name = text.trim()
  return name === '' || name.length > max || unsafeChars.test(text) ? null : name
}
