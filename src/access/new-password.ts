const shortest = 12
/** In UTF-8 and JSON a longer one might not fit into the 4 kB that the sign-in takes. */
const longest = 1000

/** What keeps a text from being a new password, as a sentence; null when nothing does. */
export function whatIsWrongWith(password: string): string | null {
  // Letters as people count them, not the halves that some of them are kept in.
  const length = [...new Intl.Segmenter().segment(password)].length
  if (length === 0) return 'No password was given.'
  if (length < shortest) return `The password must have at least ${shortest} characters: take several words.`
  if (password.length > longest) return `The password must have at most ${longest} characters.`
  if (/\p{Cc}/u.test(password))
    return 'The password must have no control characters: they cannot be typed into the page.'
  return null
}
