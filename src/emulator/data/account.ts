import { parseSid, type Sid } from '#contract/sid.ts'

function placeholderSid<P extends 'AC' | 'FC'>(prefix: P): Sid<P> {
  const parsed = parseSid(prefix, prefix + '0'.repeat(32))
  if (parsed === null) throw new Error(`${prefix} and 32 zeros must be a SID.`)
  return parsed
}

/** The account that owns all resources. */
export const accountSid = placeholderSid('AC')

/** Twilio's v1 API returns the same placeholder for every contact. */
export const contactSid = placeholderSid('FC')
