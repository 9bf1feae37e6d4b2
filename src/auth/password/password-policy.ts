import { isCommonPassword } from './common-password.ts'

const minLength = 12
/** A longer one, as UTF-8 in JSON, might not fit into the 4 kB that the sign-in accepts. */
const maxLength = 1000

/** Why a text cannot be a new password, as a sentence; null when it can. */
export function validatePassword(password: string): string | null {
  // Counts characters as people see them, not code units.
  const length = [...new Intl.Segmenter().segment(password)].length
  if (length === 0) return 'No password was given.'
  if (length < minLength) return `The password must have at least ${minLength} characters: use several words.`
  if (password.length > maxLength) return `The password must have at most ${maxLength} characters.`
  if (/\p{Cc}/u.test(password))
    return 'The password must not contain control characters: they cannot be typed into the page.'
  if (isCommonPassword(password))
    return 'The password is too common: attackers try it first. Use several words that do not usually stand together.'
  return null
}
