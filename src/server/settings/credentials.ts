import { isSid } from '#contract/sid.ts'

import type { EnvReader } from './env-reader.ts'

export type Credentials = { user: string; password: string }

/**
 * The credentials, or null where there are none. A complete API key wins over an account's token. Half an API key is
 * always an error; an account SID or token alone is an error only without an API key, since Twilio's own tools need
 * `TWILIO_ACCOUNT_SID` with a key. Adds to the reader's errors; none contains a value.
 */
export function parseCredentials(reader: EnvReader): Credentials | null {
  const key = parsePair(reader, 'TWILIO_API_KEY', 'TWILIO_API_SECRET')
  if (key === 'incomplete') return null
  if (key !== null) {
    // The contract has no key SIDs: no resource that Flowdesk reads has one.
    if (/^SK[0-9a-fA-F]{32}$/.test(key.user)) return key
    return reader.addError(
      'TWILIO_API_KEY is not an API key SID: it must be SK and 32 hexadecimal digits, as the Twilio Console shows it under API keys.',
    )
  }
  const account = parsePair(reader, 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN')
  if (account === 'incomplete' || account === null) return null
  if (isSid('AC', account.user)) return account
  return reader.addError(
    'TWILIO_ACCOUNT_SID is not an account SID: it must be AC and 32 hexadecimal digits, as the Twilio Console shows it under Account info.',
  )
}

/** Both settings, null where neither is set, or `incomplete` after adding an error. */
function parsePair(
  reader: EnvReader,
  userName: string,
  passwordName: string,
): Credentials | 'incomplete' | null {
  const user = reader.text(userName)
  const password = reader.text(passwordName)
  if (user === null && password === null) return null
  if (user !== null && password !== null) return { user, password }
  const [given, missing] = user === null ? [passwordName, userName] : [userName, passwordName]
  reader.addError(`${given} is set but ${missing} is not: set both to use Twilio, or neither for demo data.`)
  return 'incomplete'
}
