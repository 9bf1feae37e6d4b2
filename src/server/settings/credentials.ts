import { isSid } from '#contract/sid.ts'

import type { Reader } from './setting-readers.ts'

export type Credentials = { user: string; password: string }

/**
 * The credentials given, or null where none are. A complete API key wins over an account's token. Half an API key is
 * always an error; an account SID or token alone is one only without an API key, since Twilio's own tools want
 * `TWILIO_ACCOUNT_SID` set beside a key. Adds to the reader's errors; no sentence holds a value.
 */
export function readCredentials(reader: Reader): Credentials | null {
  const key = readPair(reader, 'TWILIO_API_KEY', 'TWILIO_API_SECRET')
  if (key === 'half') return null
  if (key !== null) {
    // The contract has no key SIDs: nothing that Flowdesk reads bears one.
    if (/^SK[0-9a-fA-F]{32}$/.test(key.user)) return key
    return reader.fail(
      'TWILIO_API_KEY is not an API key SID: it must be SK and 32 hexadecimal digits, as the Twilio Console shows it under API keys.',
    )
  }
  const account = readPair(reader, 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN')
  if (account === 'half' || account === null) return null
  if (isSid('AC', account.user)) return account
  return reader.fail(
    'TWILIO_ACCOUNT_SID is not an account SID: it must be AC and 32 hexadecimal digits, as the Twilio Console shows it under Account info.',
  )
}

/** Both halves, null where neither is given, or `half` with an error added. */
function readPair(reader: Reader, userName: string, passwordName: string): Credentials | 'half' | null {
  const user = reader.text(userName)
  const password = reader.text(passwordName)
  if (user === null && password === null) return null
  if (user !== null && password !== null) return { user, password }
  const [given, missing] = user === null ? [passwordName, userName] : [userName, passwordName]
  reader.fail(
    `${given} is set but ${missing} is not: set both to read from Twilio, or neither for demo data.`,
  )
  return 'half'
}
