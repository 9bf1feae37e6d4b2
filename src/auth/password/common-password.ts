import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** What somebody who guesses at this server tries besides the usual. */
const likelyHere = ['flowdesk', 'twilio', 'correcthorsebatterystaple', 'thequickbrownfox']

/** Of zxcvbn's scores, 0 to 4: from 3 on, more than 10^8 guesses are needed. At ten checks a second, that takes months. */
const minScore = 3

/**
 * Whether a password is among the first that attackers try: a common one, also with other digits, capitals or characters
 * like @ for a; repeated; a sequence; keys beside each other. Spaces and punctuation between words change nothing.
 */
export function isCommonPassword(password: string): boolean {
  const estimator = new ZxcvbnFactory({ dictionary: { ...dictionary, likelyHere }, graphs: adjacencyGraphs })
  const withoutSeparators = password.replace(/[\s\p{P}]+/gu, '')
  return [password, withoutSeparators].some((text) => estimator.check(text).score < minScore)
}
