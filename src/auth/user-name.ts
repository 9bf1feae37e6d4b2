/** Maximum length of a user name, in characters. Names come from outside and go into cookies, logs and the page. */
const maxLength = 200

/** Control characters, line breaks and bidirectional controls: they could falsify a line of a log. */
// oxlint-disable-next-line no-control-regex -- the pattern is for control characters
const unsafeChars = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/** A trimmed name that is safe to display and log; null for any other text. */
export function parseUserName(text: string): string | null {
  const name = text.trim()
  return name === '' || name.length > maxLength || unsafeChars.test(text) ? null : name
}
