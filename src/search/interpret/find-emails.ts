/** Bounded parts, so that a long text takes linear time. */
const email = /[\p{L}\p{N}_][\p{L}\p{N}._%+'’-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu
/** "mailto:" and its parameters, "Email:", "to=". */
const around = /mailto:|\?\S*$|^\p{L}[\p{L}-]{0,19}[:=]/giu

/**
 * The e-mail addresses of a text that holds nothing else but a label, brackets, quotes or punctuation: people copy
 * `<jane@example.com>,` and "mailto:jane@example.com". Empty for any other text.
 */
export function findEmails(text: string): readonly string[] {
  const rest = text.replaceAll(email, ' ').replaceAll(around, '')
  return /[\p{L}\p{N}]/u.test(rest) ? [] : [...new Set(text.match(email))]
}
